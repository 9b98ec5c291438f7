"""The sources are data: the files of this package are right, and wrong ones are told by name."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipelines.site import SiteError, is_on_topic
from scrapers.choosing import choose_sites
from scrapers.configuration import Configuration
from scrapers.sources import OWN_FOLDER, find_sites

GOOD = 'name = "{}"\nstart = ["https://example.org/"]\n'


def test_the_package_brings_three_sources() -> None:
    assert sorted(find_sites()) == ["hlt", "kjc_hessen", "kommunale_jobcenter"]


@pytest.mark.parametrize("slug", ["hlt", "kjc_hessen", "kommunale_jobcenter"])
def test_no_source_needs_a_selector_and_each_says_what_was_seen(slug: str) -> None:
    site = find_sites()[slug]
    assert site.select == type(site.select)()
    assert site.scope in {"land:hessen", "bund"}
    assert not {urlsplit(url).hostname for url in site.start} & set(site.aliases)
    text = (OWN_FOLDER / f"{slug}.toml").read_text(encoding="utf-8")
    for word in ("# Seen:", "# Inferred:", "# Not seen:"):
        assert word in text


def test_the_association_is_read_for_what_it_says_of_jobcenters() -> None:
    site = find_sites()["hlt"]
    for text in (
        "Kommunale Jobcenter starten Kampagne",
        "Das KreisJobCenter zieht um",
        "Leistungen nach dem SGB II steigen",
        "Optionskommunen fordern mehr Geld",
        "Grundsicherung für Arbeitsuchende",
    ):
        assert is_on_topic(site, "Titel", text), text
    for text in (
        "Leistungen nach dem SGB III",
        "SGB IX",
        "Kreisstraßen",
        "Grundsicherung im Alter",
    ):
        assert not is_on_topic(site, "Titel", text), text


@pytest.mark.parametrize(
    ("address", "is_article"),
    [
        ("/a/artikelansicht?tx_ttnews[day]=26&tx_ttnews[tt_news]=13150&cHash=1", True),
        ("/a/artikelansicht?tx_ttnews%5Bday%5D=26&tx_ttnews%5Btt_news%5D=13150", True),
        ("/aktuelles/pressemitteilungen?tx_ttnews%5Bpointer%5D=1", False),
    ],
)
def test_an_article_of_the_association_is_known_by_its_address(
    address: str, *, is_article: bool
) -> None:
    pattern = find_sites()["hlt"].article
    assert pattern is not None
    assert bool(re.search(pattern, address)) == is_article


def test_a_folder_of_the_user_adds_and_a_later_file_wins(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, name in ((first, "Erste"), (second, "Zweite")):
        folder.mkdir()
        (folder / "hlt.toml").write_text(GOOD.format(name), encoding="utf-8")
    (first / "borken.toml").write_text(GOOD.format("Borken"), encoding="utf-8")
    (first / "notes.txt").write_text("no site", encoding="utf-8")
    sites = find_sites([first, second])
    assert sites["hlt"].name == "Zweite"
    assert sites["borken"].name == "Borken"
    assert list(sites) == sorted(sites)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD.format("A") + 'nmae = "x"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD.format("B") + 'topic = ["("]\n', encoding="utf-8")
    (tmp_path / "c.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(SiteError) as told:
        find_sites([tmp_path, tmp_path / "missing"])
    lines = str(told.value).splitlines()
    assert len(lines) == 4
    assert "a.toml: unknown key nmae; allowed:" in lines[0]
    assert "b.toml: key topic: '('" in lines[1]
    assert "c.toml: not TOML" in lines[2]
    assert "missing: no such folder" in lines[3]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('jobcenter = "fuldda"', "key jobcenter: 'fuldda'; allowed: the slug of one of the 104"),
        ('scope = "land:hesen"', "key scope: 'land:hesen'; allowed: bund, jobcenter, land:baden"),
        ('platforms = ["typo"]', "key platforms: 'typo'; allowed: "),
        ('aliases = ["https://www.example.org/"]', "is not a host"),
        ('[select]\nbody = "div["', "key select.body: 'div['"),
        ('[select]\ndrop = [".ad", "p >> a"]', "key select.drop: 'p >> a'"),
        ("[expect]\nentries = 0", "key expect.entries: 0; allowed: 1 or more"),
    ],
)
def test_a_bad_value_is_told_with_what_is_allowed(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.format("Mine") + line + "\n", encoding="utf-8")
    with pytest.raises(SiteError) as told:
        find_sites([tmp_path])
    assert str(told.value).startswith(f"{tmp_path / 'mine.toml'}: ")
    assert says in str(told.value)


@pytest.mark.parametrize("address", ["/presse/", "http://kreis.example:99999/", "https://[::1/"])
def test_an_address_that_leads_nowhere_is_told(tmp_path: Path, address: str) -> None:
    (tmp_path / "mine.toml").write_text(f'name = "Mine"\nstart = ["{address}"]\n', "utf-8")
    with pytest.raises(SiteError, match=re.escape(f"key start: '{address}' is not an absolute")):
        find_sites([tmp_path])


def test_a_source_that_is_named_twice_is_crawled_once() -> None:
    configuration = Configuration(contact="you@example.org")
    (site,) = choose_sites(configuration, ("hlt", "hlt"), None, ())
    assert site.slug == "hlt"
