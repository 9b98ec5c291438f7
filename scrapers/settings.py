"""Scrapy's settings, where they differ from its defaults; KJC_ ones come from the configuration."""

import os
from importlib.metadata import version
from pathlib import Path

from pipelines import STAGES
from scrapers.configuration import Configuration, ConfigurationError, read_configuration
from scrapers.failures import leave

BOT_NAME = "jobcenter-ticker"
SPIDER_LOADER_CLASS = "scrapers.loader.SiteLoader"
COMMANDS_MODULE = "scrapers.commands"

ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "jobcenter-ticker"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "de",
}
COOKIES_ENABLED = False

CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_VERIFY_CERTIFICATES = True
RETRY_TIMES = 4
RETRY_BACKOFF = 1.0  # seconds before the first retry, doubled for each further one
RETRY_WAIT_MAX = 300.0  # a longer Retry-After is a refusal
REDIRECT_MAX_TIMES = 8
METAREFRESH_ENABLED = False  # a consent or redirect page is kept and judged, not followed

DOWNLOAD_HANDLERS = {
    "http": "scrapers.downloading.DownloadHandler",
    "https": "scrapers.downloading.DownloadHandler",
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapers.robots.RobotsTxt": 100,
    "scrapers.middlewares.StayHome": 90,
    "scrapers.middlewares.KeepPages": 540,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapers.middlewares.Retry": 550,
}
ITEM_PIPELINES = {stage: 100 + 10 * place for place, stage in enumerate(STAGES)}

# Scrapy opens two ports of its own otherwise, one of which runs code that is sent to it.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

LOG_LEVEL = "INFO"
STATS_DUMP = False
LOGSTATS_INTERVAL = 0


def from_configuration(configuration: Configuration) -> dict[str, object]:
    """What hangs on a user's configuration; `kjc` calls it with its options taken in."""
    name = f"jobcenter-ticker/{version('jobcenter-ticker')}"
    return {
        # An honest name with somebody to write to; without a contact only loopback is crawled.
        "USER_AGENT": f"{name} (+{configuration.contact})" if configuration.contact else name,
        "DOWNLOAD_DELAY": configuration.delay,
        "AUTOTHROTTLE_START_DELAY": configuration.delay,
        "DOWNLOAD_MAXSIZE": configuration.page_megabytes * 1_000_000,
        "KJC_ATTACHMENT_BYTES": configuration.attachment_megabytes * 1_000_000,
        "KJC_DB": str(configuration.db),
        "KJC_OUT": str(configuration.out),
        "KJC_SITES": [str(folder) for folder in configuration.sites],
        "KJC_CORRECTIONS": str(configuration.corrections),
        "KJC_CONTACT": configuration.contact,
        "KJC_PUBLIC_URL": configuration.public_url,
    }


try:
    globals().update(from_configuration(read_configuration(Path.cwd(), os.environ)))
except ConfigurationError as wrong:
    leave(wrong)
