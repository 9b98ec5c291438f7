"""Why a request failed and how a run went, in words for people."""

from collections.abc import Sequence

from pipelines.items import Problem
from store.crawls import Outcome


def name_cause(error: BaseException) -> str:
    """What an error says, or what those say that it wraps.

    Twisted wraps several; Scrapy hands on their repr, and speaks of its own settings.

    >>> name_cause(TimeoutError("took longer than 30.0 seconds")), name_cause(TimeoutError())
    ('took longer than 30.0 seconds', 'TimeoutError')
    """
    reasons = getattr(error, "reasons", None) or getattr(error.__cause__, "reasons", None)
    if reasons:
        return "; ".join(reason.getErrorMessage().rstrip(".") for reason in reasons)
    if "DOWNLOAD_MAXSIZE" in str(error):
        return "larger than the limit"
    return str(error).rstrip(".") or type(error).__name__


def tell_place(problem: Problem) -> str:
    """A problem's words, with the address they are about in front where they do not name it."""
    if problem.url is None or problem.url in problem.says:
        return problem.says
    return f"{problem.url}: {problem.says}"


def judge_run(
    told: Sequence[Problem], unread: Sequence[Problem], *, reason: str, listed: bool
) -> tuple[Outcome, str]:
    """How a run went that nothing ended, and why, in the words of the first problem.

    `told`: what it told on its way; `unread`: what settling found; `listed`: a list was read.
    """
    known = {problem.url for problem in told}
    says = [tell_place(p) for p in (*told, *(p for p in unread if p.url not in known))]
    more = f" (and {len(says) - 1} more)" if len(says) > 1 else ""
    if reason != "finished":
        return "degraded", f"stopped early ({reason}); the next run goes on"
    if not listed:
        return "broken", (says[0] if says else "no listing of news was found") + more
    return ("degraded", says[0] + more) if says else ("ok", "")
