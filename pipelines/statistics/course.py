"""What an announcement has spoken of so far: each sentence is read against it and moves it on."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import Factory, define

from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.statistics.announcing import announce, announces_parts, entitle, find_counted_last
from pipelines.statistics.benefits import are_only_others
from pipelines.statistics.brackets import find_bracket_head, read_labels
from pipelines.statistics.columns import NO_COLUMNS, Columns, read_columns, read_heads
from pipelines.statistics.cues import Cue, find_cues
from pipelines.statistics.eras import Era, begin_ahead, next_era
from pipelines.statistics.events import is_of_fair
from pipelines.statistics.laws import find_law
from pipelines.statistics.moments import Moment
from pipelines.statistics.passage import BY_CIRCLE, Reading, Topic
from pipelines.statistics.projects import find_project, speaks_of_one
from pipelines.statistics.report import Report
from pipelines.statistics.report_time import find_time_in_title
from pipelines.statistics.rows import (
    BULLETS,
    count_borders,
    goes_on_below,
    is_labelled_row,
    opens_part_row,
)
from pipelines.statistics.tally import Tally
from pipelines.statistics.traces import (
    announce_ours,
    begin_paragraph,
    count_circle,
    counts_a_group,
    counts_only_places,
    ends_on_flow,
    ends_on_group,
    ends_on_young,
    is_head,
    leave_circle,
    leave_relatives,
    name_topic,
    names_benefit,
    names_both_offices,
    tells_share_of_circle,
    turns_to_all,
)

_NO_ERA = Era()
_LARGE = 100


@define
class Course:
    """The state in which a sentence is read; `enter` before and `leave` after each."""

    text: str
    report: Report
    project_at: int
    """Where a single project is first named; past the end where none is."""
    brackets: bool
    """A head somewhere may say what brackets hold for."""
    topic: Topic = Factory(Topic)
    whole: Topic = Factory(Topic)
    """What was spoken of before the sentence: a row of its part leaves it in mind."""
    era: Era = _NO_ERA
    lead_era: Era = _NO_ERA
    """The era when the paragraph or list began: each item starts from it."""
    past: str | None = None
    """The time of the paragraph before, or what the title says that is reported on."""
    circle: str = ""
    """The legal circle that the paragraph speaks of."""
    counted: str = ""
    """The legal circle of the last number of unemployment."""
    titled: bool = False
    """The title says that the announcement is on the SGB II."""
    summed: bool = False
    """A number of both legal circles was read."""
    seen: dict[Decimal, str] = Factory(dict)
    """Large numbers and what they were of: `von den 7.044 Personen`."""
    ours: bool = False
    """The SGB II was named: a number without a circle is of it. An office may speak of all."""
    agency: bool = False
    tally: Tally = Factory(Tally)
    """What was told of either circle, and of both."""
    joint: bool = False
    """A number of both was told as both offices' together."""
    ukraine: bool = False
    part: bool = False
    project: bool = False
    engaged: bool = False
    """The paragraph speaks of a single project: who takes part in it is counted."""
    fair: bool = False
    """The announcement is about a fair: what it offers is not what is reported as open."""
    apart: bool = False
    """The announcement tells the legal circles apart."""
    foreign: bool = False
    """The announcement speaks of the benefits of others alone: Sozialhilfe, Wohngeld."""
    listed: bool = False
    bulleted: bool = False
    rows_of_both: bool = False
    """A row of this list or table is of both circles."""
    columns: Columns = NO_COLUMNS
    heads: tuple[str | None, ...] = ()
    """The statistics at the head of a table's columns, in their order."""
    bracketed: str | None = None
    labels: tuple[str, ...] = ()
    """The times in the last bracket that names them."""
    headed: bool = False
    """The sentence before was a head of what follows."""
    paragraph: int = -1
    told: int = 0
    """Where the last number ends."""

    @property
    def default_circle(self) -> str:
        """The legal circle of a number that none is named for."""
        last = "both" if self.summed else self.counted
        return self.circle or last or ("sgb2" if self.ours else "both")

    @property
    def beside(self) -> bool:
        """Numbers of the Jobcenter, or of both offices, were told before."""
        return self.joint or bool(self.tally.ours) or self.counted == "sgb2"

    @property
    def spoken(self) -> bool:
        """A statistic is spoken of, or a group or a circle of one."""
        return bool(self.topic.indicator or self.counted) or self.topic.group or self.topic.apart

    def enter(self, sentence: Span, paragraph: int) -> None:
        """Begin a sentence: a new paragraph forgets what a list's item keeps."""
        lead = self.text[max(0, sentence.start - 60) : sentence.start]
        if paragraph != self.paragraph:
            self._begin_paragraph(sentence, lead)
            self.paragraph = paragraph
        elif lead.endswith("\n"):
            bulleted = self.text[sentence.start] in BULLETS
            if lead.rstrip().endswith(":"):
                self.lead_era, self.listed = self.era, True
                self.part = announces_parts(lead)
            elif self.listed or (bulleted and self.bulleted):
                self.era = self.lead_era
            elif bulleted:
                self.lead_era = self.era
            self.bulleted = bulleted
            self.part = self.part and (bulleted or self.text[sentence.end - 1] not in ".!?")
        self.headed = False
        self.whole = self.topic
        self.engaged = self.engaged or speaks_of_one(self.text, *sentence)

    def _begin_paragraph(self, sentence: Span, lead: str) -> None:
        self.past = self.era.now or self.past
        item = self.listed and self.text[sentence.start] in BULLETS
        self.listed = item or lead.rstrip().endswith((":", " sind", " waren"))
        goes_on = self.listed or self.headed or goes_on_below(self.text, sentence)
        if not goes_on:
            if self.bracketed:  # bare brackets of later paragraphs are of that time, too
                self.labels = (self.bracketed,)
            self.era, self.circle, self.bracketed = _NO_ERA, "", None
            self.topic = begin_paragraph(self.topic)
            self.ukraine = self.engaged = self.rows_of_both = False
        elif item:
            self.era = self.lead_era
        self.lead_era, self.bulleted = self.era, self.text[sentence.start] in BULLETS
        self.part = goes_on and announces_parts(lead)
        if not count_borders(self.text, *sentence):
            self.columns = NO_COLUMNS
        if not goes_on:
            self.heads = ()

    def leave_brackets(self, sentence: Span, moments: Sequence[Moment]) -> Sequence[Moment]:
        """The moments but for those that a head gives to all brackets below."""
        head = self.brackets and find_bracket_head(self.text, sentence, moments, self.report.time)
        if head:
            if len(head.times) > 1:
                self.labels = head.times
            else:
                self.bracketed = head.times[0] if head.times else None
            moments = [moment for moment in moments if moment.start not in head.own]
        self.labels = read_labels(self.text, moments, *sentence) or self.labels
        return moments

    def pass_by(self, sentence: Span, moments: Sequence[Moment], cues: Sequence[Cue]) -> None:
        """A sentence without figures: what time and statistic it announces."""
        words = self.text[sentence.start : sentence.end]
        if words.endswith(":"):  # „Seit Jahresbeginn:" heads what follows
            moments = [moment._replace(lasting=False) for moment in moments]
        law = find_law(self.text, sentence, moments, self.era.law)
        moments = begin_ahead(self.text, moments, self.report.published)
        self.era = next_era(self.text, sentence, moments, self.era, self.report, topical=True)
        if law != self.era.law:
            self.era = self.era._replace(law=law)
        columns = read_columns(self.text, moments, *sentence)
        self.columns = columns if columns.times else self.columns
        self.heads = read_heads(self.text, sentence, cues, self.default_circle) or self.heads
        self.headed = is_head(self.text, sentence)
        self._announce(sentence, cues)

    def _announce(self, sentence: Span, cues: Sequence[Cue]) -> None:
        """A sentence that counts nothing says what the next one counts."""
        self.topic = announce(
            self.text,
            sentence,
            cues,
            self.topic,
            headed=self.headed,
            circle=self.default_circle,
            titled=self.titled,
        )

    def remember(self, quantities: Sequence[Quantity], readings: Sequence[Reading]) -> None:
        """Keep what a large number was of: told again, it is of the same."""
        for quantity, reading in zip(quantities, readings, strict=True):
            if reading.indicator and quantity.value >= _LARGE:
                self.seen.setdefault(quantity.value, reading.indicator)
        self.told = quantities[-1].end

    def leave(self, sentence: Span, cues: Sequence[Cue], readings: Sequence[Reading] = ()) -> None:
        """End a sentence: what it leaves behind for the next."""
        self.project = self.project or self.project_at < sentence.end
        self.ukraine = False
        if readings:
            self._leave_readings(sentence, cues, readings)
        if cues:  # half of all sentences have none
            self._leave_cues(sentence, cues, readings)
        self.rows_of_both = self.rows_of_both or any(r.indicator in BY_CIRCLE for r in readings)
        if readings and counts_a_group(self.text, sentence.start, readings):
            self.topic = self.topic._replace(other=True)

    def _leave_readings(
        self, sentence: Span, cues: Sequence[Cue], readings: Sequence[Reading]
    ) -> None:
        """What its figures leave behind: whose they are, or that they counted nothing."""
        self.counted = count_circle(readings) or self.counted
        self.summed = self.summed or any(r.indicator in BY_CIRCLE for r in readings)
        if counts_only_places(readings) or tells_share_of_circle(cues, readings):
            self._announce(sentence, cues)

    def _leave_cues(self, sentence: Span, cues: Sequence[Cue], readings: Sequence[Reading]) -> None:
        """What the words of a sentence leave behind: its circle, its group, whose it is."""
        kinds = {cue.kind for cue in cues}
        told = cues if readings or not self.summed else leave_relatives(self.text, sentence, cues)
        circle = leave_circle({cue.kind for cue in told}, readings)
        if not (self._parts_whole(readings) or self._parts_sum(sentence, readings)):
            self.circle = circle or ("" if turns_to_all(readings) else self.circle)
        elif circle and self.whole.indicator in BY_CIRCLE:
            self.topic = self.whole._replace(part=self.topic.part)
        rated = bool(readings) and readings[-1].indicator == "jugendarbeitslose"
        if ends_on_young(cues, kinds) and not rated:
            self.topic = Topic("jugendarbeitslose", "person", "person")
        if ends_on_group(cues, kinds) and self.topic.indicator != "ausgaben":
            counted = self.topic.counted or "person"  # „Ihre Zahl", „waren es 1.383"
            self.topic = self.topic._replace(indicator=None, group=True, counted=counted)
        last = find_counted_last(self.text, cues, self.told) if readings else None
        if last and last != self.topic.indicator:  # „während die Zahl der Haushalte steigt"
            topic = name_topic(last, self.default_circle, cues)
            self.topic = topic._replace(counted=self.topic.counted)
        self.agency = self.agency or "agency" in kinds
        self.ours = self.ours or ("sgb2" in kinds and not self.agency)
        self.joint = self.joint or names_both_offices(kinds, readings)
        self.ukraine = "ukraine" in kinds or "gefluechtete_ukraine" in kinds
        row = is_labelled_row(self.text, sentence)
        if "flow" in kinds and ends_on_flow(readings) and not row:
            self.topic = self.topic._replace(indicator=None, group=True)

    def _parts_whole(self, readings: Sequence[Reading]) -> bool:
        """`3.104 davon betreut das Jobcenter`: it parts what is told of both circles."""
        parted = bool(readings) and readings[0].rule.startswith("part")
        return parted and self.whole.indicator in BY_CIRCLE

    def _parts_sum(self, sentence: Span, readings: Sequence[Reading]) -> bool:
        """`davon SGB III: 2.702`, or such a row below one of both circles: its own and no more."""
        if not readings or self.text[sentence.start - 1 : sentence.start] not in {"", "\n"}:
            return False
        if opens_part_row(self.text, sentence.start):
            return True
        return self.rows_of_both and is_labelled_row(self.text, sentence)


def begin_course(text: str, title: str, report: Report, cues: Sequence[Cue]) -> Course:
    """The course before the first sentence; the title and all `cues` of the text are context."""
    named = find_project(text)
    entitling = find_cues(title, 0, len(title))
    ours = announce_ours(title, entitling)
    return Course(
        text,
        report,
        len(text) + 1 if named is None else named,
        "(" in text,
        past=find_time_in_title(title, report.time, report.published),
        topic=entitle(title, entitling),  # until the first paragraph begins
        titled=ours and not names_benefit(title, entitling),
        ours=ours,
        project=find_project(title) is not None or speaks_of_one(title, 0, len(title)),
        fair=is_of_fair(text, title),
        apart=any(cue.kind == "sgb3" for cue in cues),
        foreign=are_only_others((title, entitling), (text, cues)),
    )
