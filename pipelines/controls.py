"""The ways on from a listing that are no links: buttons that load more, the choices of a form."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

from attrs import frozen
from lxml.html import HtmlElement

from pipelines.addresses import absolute_address
from pipelines.document import Document, fold_spaces, read_words
from pipelines.wording import names_next, says_next

_ADDRESSES: Final = (
    *("data-url", "data-href", "data-link", "data-src", "data-load", "data-load-url"),
    *("data-ajax-url", "data-page-url", "data-more-url", "hx-get", "data-hx-get", "formaction"),
)
"""Attributes in which scripts keep the address that a control asks for."""
_NEXT_ADDRESSES: Final = ("data-next", "data-next-url", "data-next-page", "data-next-page-url")
"""Such attributes as say by their name that it is the next page's."""
_MARKED: Final = frozenset({*_ADDRESSES, *_NEXT_ADDRESSES, "onclick"})
_LOADERS: Final = ("button", "a", "div", "span", "p", "ul", "ol", "li", "section", "nav", "input")
_LOCATION: Final = re.compile(r"location(?:\.href)?\s?=\s?(?:'([^']{1,500})'|\"([^\"]{1,500})\")")
LONGEST_LABEL: Final = 60
"""Letters of what a button is called; what is longer is a card that leads to its post."""
_MOST_CHOICES: Final = 500


@frozen(kw_only=True)
class Control:
    """What a control is called and the address that it leads to."""

    words: str
    url: str
    current: bool = False
    """It is the choice that this page shows."""


def find_loaders(document: Document) -> Iterator[Control]:
    """The buttons and boxes that name the address from which more entries are loaded."""
    for element in document.tree.iter(*_LOADERS):
        if _MARKED.isdisjoint(element.keys()):
            continue
        named = next((name for name in _NEXT_ADDRESSES if element.get(name)), None)
        words = read_words(element)
        label = fold_spaces(element.get("aria-label") or element.get("title") or "")
        if named is None and not (
            len(words) <= LONGEST_LABEL
            and (says_next(words) or says_next(label) or names_next(element.get("class") or ""))
        ):
            continue
        for address in _read_addresses(element):
            url = _resolve(document, address)
            if url is not None:
                yield Control(words=words[:LONGEST_LABEL], url=url)


def _read_addresses(element: HtmlElement) -> Iterator[str]:
    for name in (*_NEXT_ADDRESSES, *_ADDRESSES):
        value = element.get(name) or ""
        if "/" in value or value.startswith("?"):
            yield value
    clicked = _LOCATION.search(element.get("onclick") or "")
    if clicked is not None:
        yield clicked[1] or clicked[2]


def find_sent(document: Document) -> Iterator[Control]:
    """The buttons that say that more follows, and send a form by GET to have it."""
    for button in document.tree.iter("button", "input"):
        if (button.get("type") or "submit").lower() != "submit" or button.get("formaction"):
            continue
        form = next(button.iterancestors("form"), None)
        words = read_words(button) if button.tag == "button" else button.get("value") or ""
        if form is None or (form.get("method") or "get").lower() != "get" or not says_next(words):
            continue
        fields = [*_read_fields(form, button)]
        if button.get("name"):
            fields.append((button.get("name"), button.get("value") or ""))
        url = _build_address(document, form, fields)
        if url is not None:
            yield Control(words=words[:LONGEST_LABEL], url=url)


def find_choices(document: Document) -> Iterator[tuple[Control, ...]]:
    """For each select that a visitor may go on with, the addresses that its options lead to.

    Either the options are addresses themselves, or their form is sent by GET.
    """
    for select in document.tree.iter("select"):
        options = list(select.iter("option"))[:_MOST_CHOICES]
        controls = tuple(
            Control(words=read_words(option), url=url, current=option.get("selected") is not None)
            for option in options
            if (url := _find_address(document, select, option)) is not None
        )
        if controls:
            yield controls


def _find_address(document: Document, select: HtmlElement, option: HtmlElement) -> str | None:
    value = option.get("value")
    if value is None:
        value = read_words(option)
    if value.startswith(("/", "?", "http://", "https://")):
        return _resolve(document, value)
    form = next(select.iterancestors("form"), None)
    name = select.get("name")
    if form is None or not name or not value or (form.get("method") or "get").lower() != "get":
        return None
    return _build_address(document, form, [*_read_fields(form, select), (name, value)])


def _build_address(
    document: Document, form: HtmlElement, fields: Sequence[tuple[str, str]]
) -> str | None:
    """Where a form that is sent by GET leads to."""
    action = _resolve(document, form.get("action") or document.url)
    if action is None:
        return None
    return urljoin(action, f"{urlsplit(action).path}?{urlencode(fields)}")


def _read_fields(form: HtmlElement, chosen: HtmlElement) -> Iterator[tuple[str, str]]:
    """What a form sends beside the choice: its hidden fields, and other selects as they stand."""
    for field in form.iter("input", "select"):
        name = field.get("name")
        if not name or field is chosen:
            continue
        if field.tag == "select":
            options = field.findall(".//option")
            marked = [option for option in options if option.get("selected") is not None]
            value = (marked or options or [field])[0].get("value")
            if value:
                yield name, value
        elif (field.get("type") or "text").lower() == "hidden":
            yield name, field.get("value") or ""


def _resolve(document: Document, address: str) -> str | None:
    base = document.url if address.startswith("?") else document.base_url
    url = absolute_address(base, address.strip())
    return None if url is None else url.partition("#")[0]
