"""Whether a whole statistic is meant, and not a plan, a flow, a group or another employer."""

import re

from pipelines.cues import Cue
from pipelines.passage import COUNT_UNITS, Passage, find_territory, has_cue

_OF_A_GROUP = frozenset(
    {
        "arbeitslose",
        "arbeitslose_sgb2",
        "leistungsberechtigte",
        "erwerbsfaehige_leistungsberechtigte",
        "bedarfsgemeinschaften",
        "integrationen",
        "langzeitarbeitslose",
    }
)
_OF_PROJECTS = frozenset(
    {"integrationen", "leistungsberechtigte", "massnahmeteilnehmende", "langzeitarbeitslose"}
)
OTHER_EMPLOYER = re.compile(
    r"(?<!\w)(?:Betrieb\w*|Unternehmen\w*|Firm\w+|GmbH|AG|sozialversicherungspflichtig\w*|Werkstatt|Schreinerei|Hotel|Arbeitgeber\w*|Kreisverwaltung|Klinik\w*)(?!\w)"
)
PROJECT = re.compile(
    r"§\s?16[a-z]|(?<!\w)(?:Projekt\w*|50plus|Bundesprogramm\w*|Jobmesse\w*|Messe)(?!\w)"
)
_GROUP_BEHIND = re.compile(
    r"\s(?:mit|ohne)\s(?:[a-zäöüß]+\s){0,2}(?:Kind\w*|Migrationshintergrund|Berufsabschluss|Abschluss|Ausbildung|Berufsausbildung|Behinderung\w*|Schwerbehinderung|Schulabschluss|Pass|Staatsangehörigkeit|Person)(?!\w)"
)


def is_allowed(passage: Passage, index: int, kind: str) -> bool:  # noqa: C901, PLR0911  # each return is a rule
    """Plans, flows, single projects and other employers are none of the Jobcenter's statistics."""
    quantity, text = passage.quantities[index], passage.text
    if kind in {"ausgaben", "einwohner"}:
        return True
    if kind == "kommunale_jobcenter":
        return quantity.value <= 110
    if any(_is_turned(passage, index, cue) for cue in passage.cues):
        return False
    changed = passage.turns[index] is not None
    if (changed or quantity.unit in COUNT_UNITS | {None}) and kind in _OF_A_GROUP:
        before, _ = find_territory(passage, index)
        if has_cue(passage, "group", before, quantity.end) or _GROUP_BEHIND.match(
            text, quantity.end
        ):
            return False
    if kind == "beschaeftigte_jobcenter":
        if OTHER_EMPLOYER.search(text, passage.start, passage.end):
            return False
        named = has_cue(passage, "jobcenter", passage.start, passage.end)
        if quantity.noun.startswith("Fachkräfte"):
            return named
        return named or 40 <= quantity.value <= 10000
    if kind == "bedarfsgemeinschaften":
        whole = "Gesamtzahl" in text[passage.start : quantity.start]
        ukraine = passage.ukraine or has_cue(passage, "ukraine", passage.start, passage.end)
        return whole or not ukraine
    if passage.fair and kind in {"offene_stellen", "ausbildungsstellen"}:
        return "gemeldet" in text[passage.start : passage.end]
    if passage.project and quantity.value < 300 and kind in _OF_PROJECTS:
        return False
    if kind in {"integrationen", "langzeitarbeitslose"}:
        return not PROJECT.search(text, passage.start, passage.end)
    return True


def _is_turned(passage: Passage, index: int, cue: Cue) -> bool:
    """A word of plans or flows in the quantity's own clause."""
    if cue.kind not in {"plan", "flow"}:
        return False
    quantity = passage.quantities[index]
    before, behind = find_territory(passage, index)
    if not before <= cue.start < behind:
        return False
    gap = passage.text[min(cue.end, quantity.end) : max(cue.start, quantity.start)]
    return not re.search(r"[,;:]\s|\sund\s", gap)
