"""Addresses: what is one, what is two, and what a link means."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pipelines import addresses
from pipelines.addresses import absolute_address, canonical_address, same_host
from pipelines.site import Site

SITE = Site(
    slug="kjc_hessen",
    name="Kommunale Jobcenter Hessen",
    start=("http://www.kjc-hessen.de/presse/",),
    aliases=("kommunale-jobcenter-hessen.de",),
)
GROUPS = tomllib.loads(
    (Path(__file__).parent / "examples" / "addresses.toml").read_text(encoding="utf-8")
)["group"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["why"])
def test_one_form_for_one_post(group: dict[str, Any]) -> None:
    assert {canonical_address(url, SITE) for url in group["same"]} == {group["form"]}
    assert group["form"] not in {canonical_address(url, SITE) for url in group["other"]}
    assert canonical_address(group["form"], SITE) == group["form"]


def test_a_site_names_its_own_junk() -> None:
    site = evolve(SITE, junk_parameters=("ref", "tx_news_pi1[list*"))
    form = canonical_address("http://kjc-hessen.de/x?ref=a&tx_news_pi1[listpage]=2&n=1", site)
    assert form == "https://kjc-hessen.de/x?n=1"
    assert canonical_address("http://kjc-hessen.de/x?ref=a", SITE).endswith("?ref=a")


def test_a_site_file_may_be_corrected_without_new_identities() -> None:
    url = "http://www.kommunale-jobcenter-hessen.de/presse/1.php"
    corrected = evolve(SITE, start=("https://kjc-hessen.de/aktuelles/",))
    assert canonical_address(url, SITE) == canonical_address(url, corrected)


def test_two_start_hosts_are_two_hosts() -> None:
    site = evolve(SITE, start=("https://a.example/", "https://b.example/"))
    assert canonical_address("https://b.example/1", site) == "https://b.example/1"
    assert same_host("https://www.b.example/1", site)


@pytest.mark.parametrize(
    "url",
    ["", "presse/1.php", "ftp://a.de/", "mailto:a@b.de", "http://", "http://[x", "http://a:b/"],
)
def test_no_address_has_no_form(url: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        canonical_address(url)
    assert not same_host(url, SITE)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("artikel/1.php", "http://a.de/presse/artikel/1.php"),
        ("/x?tx_ttnews%5Btt_news%5D=1&cHash=2", "http://a.de/x?tx_ttnews%5Btt_news%5D=1&cHash=2"),
        ("?we_lv_start_0=10", "http://a.de/presse/?we_lv_start_0=10"),
        ("//b.de:80/x", "http://b.de:80/x"),
        ("\n https://b.de/x#oben ", "https://b.de/x"),
        ("#top", "http://a.de/presse/"),
        ("../Bericht 2020/Übersicht.pdf", "http://a.de/Bericht%202020/%C3%9Cbersicht.pdf"),
        ("http://münchen.de/x", "http://xn--mnchen-3ya.de/x"),
        ("mailto:a@b.de", None),
        ("http://user:pw@a.de/x", None),
        ("//user@a.de/x", None),
        ("/@user/x", "http://a.de/@user/x"),
        ("tel:+49661", None),
        ("javascript:void(0)", None),
        ("data:text/html,x", None),
        ("file:///etc/hosts", None),
        ("http://[", None),
        ("http://a b/", None),
        ("http://a.de:http/", None),
    ],
)
def test_what_a_link_means(href: str, url: str | None) -> None:
    assert absolute_address("http://a.de/presse/", href) == url


LETTERS = st.text(alphabet=st.sampled_from("aZ0.-_~%5Bb2fäß +&=?/;:[](),#|'\"@!*"), max_size=30)


@given(LETTERS, LETTERS)
def test_folding_twice_changes_nothing(path: str, query: str) -> None:
    form = canonical_address(f"http://www.kommunale-jobcenter-hessen.de/{path}?{query}", SITE)
    assert canonical_address(form, SITE) == form


@given(st.text(max_size=40))
def test_any_link_means_an_address_or_nothing(href: str) -> None:
    url = absolute_address("https://www.kjc-hessen.de/presse/", href)
    if url is not None:
        assert absolute_address(url, "") == url
        assert canonical_address(url, SITE)


PIECES = st.sampled_from(
    (
        *("http://", "https://", "HTTP://", "a.de", ":80", "/", "//", ".", "..", "a", "B7"),
        *("~", "-", "?", "=", "&", "#", ";", "%41", "%", " ", "\n", "ä", "@", "[", "]", ":", "("),
    )
)


@given(
    st.sampled_from(["http://a.de/presse/", "HTTPS://A.de", "http://a.de:8080/", "//a.de/", ""]),
    st.sampled_from(["", "/", "http://a.de", "https://b.de/"]),
    st.lists(PIECES, max_size=8).map("".join),
)
def test_a_plain_link_is_what_resolving_makes_of_it(base: str, begun: str, rest: str) -> None:
    assert absolute_address(base, begun + rest) == addresses._resolve(base, begun + rest)
