"""Hosts out there are asked slowly, by name, and as they wish."""

import pytest
from scrapy.http import Response

from pipelines.site import Site
from scrapers.configuration import Configuration
from scrapers.loader import spider_for
from scrapers.middlewares import read_retry_after
from scrapers.run import scrapy_settings


def settings_for(start: str) -> tuple[float, bool]:
    """Delay and autothrottle of a crawl that starts there."""
    settings = scrapy_settings(Configuration(contact="a@b.example", delay=3))
    spider_for(Site(slug="mine", name="Mine", start=(start,))).update_settings(settings)
    return settings.getfloat("DOWNLOAD_DELAY"), settings.getbool("AUTOTHROTTLE_ENABLED")


def test_hosts_out_there_are_asked_with_a_delay_and_this_machine_without() -> None:
    assert settings_for("https://example.org/") == (3.0, True)
    assert settings_for("http://127.0.0.1:8000/") == (0.0, False)
    assert settings_for("http://[::1]:8000/") == (0.0, False)
    assert settings_for("https://127.0.0.1.example.org/") == (3.0, True)


def test_one_request_at_a_time_by_an_honest_name_and_robots_txt_obeyed() -> None:
    settings = scrapy_settings(Configuration(contact="a@b.example"))
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert str(settings["USER_AGENT"]).endswith("(+a@b.example)")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0.0),
        ("Sun, 06 Nov 1994 08:49:37 -0000", 0.0),
        ("Fri, 01 Jan 2999 00:00:00 GMT", 1e10),
        ("soon", 0.0),
        ("-5", 0.0),
        ("²", 0.0),
        ("", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    answer = Response("https://example.org/", headers={"Retry-After": value.encode("latin-1")})
    asked = read_retry_after(answer)
    assert asked > 1e9 if seconds > 1e9 else asked == seconds
