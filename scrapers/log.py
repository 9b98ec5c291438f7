"""What a run logs: plain lines on stderr."""

import logging
import sys

from scrapy.downloadermiddlewares import robotstxt

from scrapers.failures import explain_failure
from scrapers.faults import FETCH_ERRORS


def start_log(*, quiet: bool) -> None:
    """Plain lines on stderr; Scrapy and its kin only where something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines("%(asctime)s %(levelname)s %(message)s"))
    # A filter, since Scrapy sets its loggers' levels itself when a crawl begins.
    handler.addFilter(_is_ours_or_serious)
    if quiet:
        handler.addFilter(_is_not_reported)
    logging.basicConfig(level=logging.WARNING if quiet else logging.INFO, handlers=[handler])


class _Lines(logging.Formatter):
    """A traceback is for bugs: a full disk is told in the line that ends the run."""

    def format(self, record: logging.LogRecord) -> str:
        """Show the trace of a bug; of what is no bug, the first line."""
        error = _find_raised(record)
        if error is None or explain_failure(error) is None:
            return super().format(record)
        # Scrapy writes the trace into the message as well.
        says = record.getMessage().partition("\n")[0]
        return super().format(
            logging.makeLogRecord(
                {**record.__dict__, "msg": says, "args": None, "exc_info": None, "exc_text": None}
            )
        )


def _find_raised(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _is_not_reported(record: logging.LogRecord) -> bool:
    """Whether the run's report will not say it: one line a source is enough for a mail.

    What is no bug, such as a full disk, ends the run with a line or stands in the source's.
    """
    error = _find_raised(record)
    is_bug = error is None or explain_failure(error) is None
    return is_bug and not getattr(record, "in_report", False)


def _is_ours_or_serious(record: logging.LogRecord) -> bool:
    if record.name == robotstxt.__name__ and isinstance(_find_raised(record), FETCH_ERRORS):
        return False  # a host is down: `RobotsTxt` tells it in a line, Scrapy in a page
    ours = record.name.partition(".")[0] in {"kjc", "scrapers", "store", "feeds", "pipelines"}
    # What libraries warn of (answers cut short, odd files) a run tells in words of its own.
    return record.levelno >= (logging.INFO if ours else logging.ERROR)
