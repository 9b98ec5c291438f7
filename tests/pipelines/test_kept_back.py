"""Listings whose older entries only a script or a posted form loads."""

import pytest

from pipelines.items import Page
from pipelines.kept_back import find_kept_back
from pipelines.listing import read_listing
from pipelines.site import Site

ENTRIES = """<ul>
<li>19.11.2026 <a href="/m/3">Jobcenter stellt neues Programm vor</a></li>
<li>12.11.2026 <a href="/m/2">Beratung nun auch am Abend möglich</a></li>
<li>05.11.2026 <a href="/m/1">Mehr Plätze in der Lernwerkstatt</a></li></ul>"""


def find(before: str, behind: str) -> str:
    """What is told of a page with the entries and some markup around them."""
    body = f"<!DOCTYPE html><html><body>{before}<main>{ENTRIES}{behind}</main></body></html>"
    page = Page(
        url="https://a.de/m",
        requested_url="https://a.de/m",
        site="test",
        kind="listing",
        fetched_at="2026-11-22T00:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=body.encode(),
    )
    leads, following = read_listing(page, Site(name="test", start=("https://a.de/m",)))
    assert (len(leads), following) == (3, ())
    problem = find_kept_back(page, leads)
    return "" if problem is None else f"{problem.code}: {problem.quote}"


@pytest.mark.parametrize(
    ("behind", "label"),
    [
        ("<button class='btn'>Weitere Meldungen laden</button>", "Weitere Meldungen laden"),
        ("<a href='#' class='load-more'>Mehr anzeigen</a>", "Mehr anzeigen"),
        ("<a href='javascript:void(0)' onclick='go(2)'>weiter &gt;</a>", "weiter >"),
        (
            """<table><tr><td>1</td><td><a href="javascript:__doPostBack('gv','Page$2')">2</a></td>
            </tr></table>""",
            "2",
        ),
        ("<div class='pagination'><span>1</span><a href='#' data-p='2'>2</a></div>", "2"),
        (
            (
                "<form method='post'><input type='hidden' name='o' value='10'>"
                "<input type='submit' value='Nächste Seite'></form>"
            ),
            "Nächste Seite",
        ),
        (
            "<form method='POST'><button name='o' value='10'>Weiter</button></form>",
            "Weiter",
        ),
        (
            "<nav class='pager'><ul><li>1</li><li><button>Seite 2</button></li></ul></nav>",
            "Seite 2",
        ),
        ("<span role='button' tabindex='0'>Ältere Beiträge</span>", "Ältere Beiträge"),
        ("<div onclick='more()'>Weitere Berichte anzeigen</div>", "Weitere Berichte anzeigen"),
    ],
)
def test_a_control_that_only_a_script_follows_is_told(behind: str, label: str) -> None:
    assert find("", behind) == f"kept_back: {label}"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("", ""),
        ("<button>Weitere Bilder laden</button>", ""),
        ("<div><button class='next'><span>Weiter</span></button></div>", ""),
        ("", "<button aria-label='Nächstes Bild'>›</button> <a href='#b' role='button'>Weiter</a>"),
        ("", "<table><tr><td><a href='#'>1</a></td><td><a href='#'>2</a></td></tr></table>"),
        ("", "<ul class='pager'><li>1</li></ul><a href='#top'>nach oben</a>"),
        ("", "<button disabled>Weitere Meldungen laden</button>"),
        ("", "<a href='#' aria-disabled='true'>Ältere Beiträge</a>"),
        ("", "</main><footer><button>Mehr anzeigen</button></footer>"),
        ("", "<aside><button>Weitere Veranstaltungen anzeigen</button></aside>"),
    ],
)
def test_what_is_no_way_on_is_not_told(before: str, behind: str) -> None:
    assert find(before, behind) == ""
