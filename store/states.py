"""The state of each source, for whoever looks after them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final, Literal

from attrs import evolve, frozen

from pipelines.site import Site
from store.crawls import find_crawled_sites
from store.database import Archive

State = Literal["ok", "quiet", "degraded", "broken", "former"]

_PATIENCE: Final = timedelta(days=1)
"""How long other sources go on before one that no file describes counts as given up."""


@frozen(kw_only=True)
class SourceState:
    """How a source is doing."""

    site: str
    name: str
    state: State
    reason: str
    """Why it is not ok, in a sentence; empty where it is."""
    last_run: str
    """When the last run began; UTC, ISO 8601."""
    posts: int
    last_post: str | None
    """The newest day, `YYYY-MM-DD`."""
    problems: int


def source_states(
    archive: Archive, *, now: str, described: Collection[str] = (), running: bool = False
) -> tuple[SourceState, ...]:
    """The state of every source that was ever crawled, by slug; `now` is UTC, ISO 8601.

    Broken: the last run found no listing, failed, or did not end. Degraded: it missed something.
    Quiet: all is well, but no post came for longer than the site file expects. While a run is
    under way (`running`), a source is as its last finished run left it.

    Former: no site file describes it (`described` has the slugs of those that one does), and
    other sources were crawled a day later or more: its file was taken away, or somebody tried it
    once with --start. An archive of that source alone, and one whose site files are named on the
    command line, show it as any other.
    """
    states = [
        _read_state(archive, site, now, running=running) for site in find_crawled_sites(archive)
    ]
    newest = max((state.last_run for state in states), default="")
    return tuple(
        state
        if state.site in described or not _is_long_before(state.last_run, newest)
        else _give_up(state)
        for state in states
    )


def _is_long_before(earlier: str, later: str) -> bool:
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier) >= _PATIENCE


def _give_up(state: SourceState) -> SourceState:
    says = f"not configured any more: no site file describes it; its {state.posts} posts stay"
    return evolve(state, state="former", reason=says)


def _read_state(archive: Archive, site: Site, now: str, *, running: bool) -> SourceState:
    crawl = archive.rows(
        "select * from crawls where site = ? order by ? and finished_at is null, id desc limit 1",
        (site.slug, running),
    )[0]
    posts = archive.rows(
        "select count(*) as posts, max(published) as last_post,"
        # A day that lies ahead, as of an event or a slip, would hide a silence until it comes.
        " max(min(coalesce(published, '9999'), substr(first_seen, 1, 10))) as last_day"
        " from posts where site = ?",
        (site.slug,),
    )[0]
    state: State = crawl["outcome"] or "broken"
    reason: str = crawl["reason"] or ""
    if crawl["finished_at"] is None and running:
        state, reason = "quiet", "its first run is under way"
    elif crawl["finished_at"] is None:
        reason = f"the run of {crawl['started_at']} did not end; the next one goes on"
    elif state == "ok":
        state, reason = _judge_silence(site, posts["last_day"], now)
    return SourceState(
        site=site.slug,
        name=site.name,
        state=state,
        reason=reason,
        last_run=crawl["started_at"],
        posts=posts["posts"],
        last_post=posts["last_post"],
        problems=archive.value("select count(*) from problems where site = ?", (site.slug,)),
    )


def _judge_silence(site: Site, last_day: str | None, now: str) -> tuple[State, str]:
    if last_day is None:
        return "quiet", "no post yet"
    silent = date.fromisoformat(now[:10]) - date.fromisoformat(last_day)
    if silent > timedelta(days=site.expect.days):
        return "quiet", f"no new post for {silent.days} days, more than {site.expect.days}"
    return "ok", ""
