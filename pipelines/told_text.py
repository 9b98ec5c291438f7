"""What a post tells in prose: its teaser, where it is shown apart, and its text behind it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from attrs import evolve, frozen

from pipelines.items import DateMention, Figure, Post
from pipelines.title_words import fold_text

_BREAK: Final = "\n\n"
_CUT: Final = ("…", "...", "…]", "...]")
"""How a teaser ends that a list cut off, perhaps within a number."""
_RUN: Final = 4
"""So many words in a row are compared: fewer stand in texts of their own as well."""

M = TypeVar("M", DateMention, Figure)


@frozen(kw_only=True)
class ToldText:
    """Teaser and text as one, so that the one is read in the light of the other."""

    whole: str
    before: int
    """How many characters stand before the text."""

    def part(self, mentions: Iterable[M]) -> tuple[M, ...]:
        """Mentions of the whole as those of `teaser` and `text`, each with its own offsets."""
        return tuple(
            evolve(
                mention,
                source="text" if mention.start >= self.before else "teaser",
                start=mention.start - self.before * (mention.start >= self.before),
                end=mention.end - self.before * (mention.start >= self.before),
            )
            for mention in mentions
            if not mention.start < self.before < mention.end
        )

    def join(self, mentions: Iterable[M]) -> tuple[M, ...]:
        """The reverse of `part`; those of a title are left out."""
        return tuple(
            evolve(
                mention,
                start=mention.start + self.before * (mention.source == "text"),
                end=mention.end + self.before * (mention.source == "text"),
            )
            for mention in mentions
            if mention.source in {"teaser", "text"}
        )


def tell_once(mentions: Sequence[M], key: Callable[[M], object]) -> tuple[M, ...]:
    """Without what a teaser tells and the text tells again, in whatever words."""
    in_text = {key(mention) for mention in mentions if mention.source == "text"}
    return tuple(m for m in mentions if m.source != "teaser" or key(m) not in in_text)


def read_told_text(post: Post) -> ToldText:
    r"""Join a post's teaser and text; a teaser that was cut off or that the text repeats is none.

    >>> read_told_text(Post(url="u", site="s", title="t", teaser="Es waren 20.", text="Mehr."))
    ToldText(whole='Es waren 20.\n\nMehr.', before=14)
    """
    teaser = post.teaser.strip()
    if not teaser or teaser.endswith(_CUT) or teaser != post.teaser or _repeats(teaser, post.text):
        return ToldText(whole=post.text, before=0)
    return ToldText(whole=f"{teaser}{_BREAK}{post.text}", before=len(teaser) + len(_BREAK))


def _repeats(teaser: str, text: str) -> bool:
    """Whether at least half of a teaser stands in the text, whatever spaces and marks are there.

    Lists put a day in front, leave words out, or cut the last sentence without saying so.
    """
    runs = _list_runs(teaser)
    return len(runs & _list_runs(text)) * 2 >= len(runs)


def _list_runs(text: str) -> set[tuple[str, ...]]:
    words = fold_text(text).split()
    return {tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}
