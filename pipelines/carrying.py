"""How a sentence without a statistic of its own goes on with the topic: pronouns and ellipses."""

import re

from pipelines.circles import find_circle, find_sentence_circle
from pipelines.passage import Found, Passage, Topic

_BY_CIRCLE = ("arbeitslose", "arbeitslosenquote")
_SPEAKS_OF_IT = re.compile(
    r"""(?<!\w)(?:
        [Ss]ie | (?:[Ii]hre|[Dd]eren|[Dd]iese)\s(?:Zahl|Anzahl|Quote)
      | [Dd]ie\s(?:Zahl|Anzahl|Quote|Fallzahl)(?!\s(?:der|des|von|an|aller|unter|in|im)(?!\w))
      | [Dd](?:er|ieser)\s(?:Wert|Bestand|Rückgang|Anstieg|Zuwachs)
        (?!\s(?:der|des|von|an|bei)(?!\w))
      | [Mm]it\seine[mr]\s(?:Minus|Plus|Rückgang|Zuwachs|Anstieg|Abnahme|Zunahme)
      | [Dd](?:as|ies)\s(?:ist|sind|war|waren|entspricht|entsprach|bedeutet)
    )(?!\w)""",
    re.VERBOSE,
)

_THIS_GROUP = re.compile(
    r"(?<!\w)(?:[Dd]iese[r]?\s(?:Gruppe|Personengruppe)|[Dd]ieser\s(?:Bereich|Rechtskreis)|[Ii]hre\sZahl|[Dd]eren\sZahl|[Dd]ort|[Hh]ier)(?!\w)"
)


def speaks_of_it(passage: Passage, index: int) -> bool:
    """A pronoun or `die Zahl` before the quantity takes up what the text spoke of."""
    start = passage.quantities[index].start
    return _SPEAKS_OF_IT.search(passage.text, passage.start, start) is not None


def carry(passage: Passage, index: int, topic: Topic, rule: str) -> Found:
    """The topic's statistic, in the legal circle that the sentence names."""
    if topic.part and _THIS_GROUP.search(
        passage.text, passage.start, passage.quantities[index].start
    ):
        return Found(topic.part, rule, same=True)
    base = (topic.indicator or "").removesuffix("_sgb2")
    if base in _BY_CIRCLE and (find_circle(passage, index) or find_sentence_circle(passage, index)):
        return Found(base, rule)
    return Found(topic.indicator, rule, same=True)
