"""What stands inside a clause and parts it not: relative clauses, brackets, asides in dashes."""

import re

_EMBEDDED = re.compile(
    r""",\s(?:(?:in|an|auf|bei|mit|für|zu|von|aus|nach|über|unter|durch)\s)?
      (?:der|die|das|den|dem|deren|dessen|denen|welche[mnrs]?|so|wie|nachdem|weil|da|obwohl|wenn|als|wo)
      \s[^,;:.()]{1,90},
    | \s–\s[^–;:.]{1,90}\s–(?=\s)
    | \s\([^()]{1,60}\)""",
    re.VERBOSE,
)
_OPENED = re.compile(
    r",\s(?:für|an|bei|zu|in|mit|aus|von|auf)\s(?:den|dem|der|denen|das|die)\s[^,;:.()]*$"
)
"""`Der Kurs, für den sich 22 Frauen gemeldet haben, beginnt`: it is inside of one."""
_MAIN = re.compile(r",\s(?:der|die|das)\s[a-zäöüß]+e[nrs]?\s[A-ZÄÖÜ][\w-]+\s[a-zäöüß]+t(?!\w)")
"""`, der nächste Kurs beginnt`: no relative clause."""
_LISTED = re.compile(
    r",\s(?:[a-zäöüß]+e[nrs]?\s)?[A-ZÄÖÜ][\w-]+(?=,\s[^,;:.()]{1,60}\s(?:und|sowie|oder)\s|\s(?:und|sowie|oder)\s)"
)
"""`aus Jobcentern, Kammern und Betrieben`: members of a list part no clause."""
_REACH = 90


def join_clause(text: str, start: int, end: int) -> str:
    """What stands between two offsets of a clause, without what is inserted there.

    >>> text = "16 Frauen waren, die dort wohnen, im Juni dabei"
    >>> join_clause(text, 9, text.index("im Juni"))
    ' waren '
    >>> text = "Der Kurs, für den sich 22 Frauen anmeldeten, beginnt im Mai"
    >>> join_clause(text, text.index(" anm"), text.index("im Mai"))
    ' beginnt '
    >>> text = "40 Gäste aus Kammern, Vereinen und Betrieben kamen am 8. Mai"
    >>> join_clause(text, 8, text.index(" am 8"))
    ' aus Kammern und Betrieben kamen'
    """
    gap = text[start:end]
    if "," not in gap and "(" not in gap and "–" not in gap:
        return gap
    if _OPENED.search(text, max(0, start - _REACH), start):
        gap = gap.partition(",")[2]
    return _LISTED.sub("", _EMBEDDED.sub("", gap))


def begins_main(gap: str) -> bool:
    """Whether a clause of its own begins there, though its article might be a pronoun."""
    return _MAIN.search(gap) is not None


_RELATIVE = re.compile(
    r",\s(?:(?:in|an|auf|bei|mit|für|zu|von|aus|nach|über|unter|durch)\s)?"
    r"(?:der|die|das|den|dem|deren|dessen|denen)\s(?!(?:Zahl|Anzahl|Quote)\s)[^,;:.()\d]{1,160}\s[a-zäöüß]+(?:t|n|e)(?=,)"
)
"""Its verb stands last: `, die auch Menschen in Kursen mitzählt,`."""


def is_in_relative(text: str, at: int, start: int, end: int) -> bool:
    """Whether `at` stands in a relative clause that is over before `end`.

    >>> text = "Die Unterbeschäftigung, die auch Kurse mitzählt, lag bei 7.433"
    >>> [is_in_relative(text, at, 0, len(text)) for at in (4, text.index("Kurse"))]
    [False, True]
    """
    if text.find(",", at, end) < 0:
        return False
    return any(m.start() < at < m.end() for m in _RELATIVE.finditer(text, start, end))


_TOLD_AS = re.compile(
    r"""(?:,|\s–)\s(?:also|das\sheißt|sprich)\s[^,;:–()\d]{3,120}(?:,|\s–) | \([^()\d]{3,120}\)""",
    re.VERBOSE,
)


def is_told_as(text: str, at: int, start: int, end: int) -> bool:
    """Whether `at` stands where a word is explained.

    >>> text = "Die Quote, also der Anteil der Vermittelten, lag bei 24"
    >>> is_told_as(text, text.index("Anteil"), 0, len(text))
    True
    """
    return any(told.start() < at < told.end() for told in _TOLD_AS.finditer(text, start, end))
