"""Settings: defaults that work in an empty folder, and errors that say what is allowed."""

from pathlib import Path

import pytest

from scrapers.configuration import Configuration, ConfigurationError, read_configuration


def test_an_empty_folder_has_defaults_that_work(tmp_path: Path) -> None:
    configuration = read_configuration(tmp_path, {})
    assert configuration == Configuration()
    assert (configuration.db, configuration.out) == (Path("kjc.db"), Path("public"))
    assert configuration.contact is None


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "kjc.toml").write_text('contact = "a@b.example"\ndelay = 5\n', encoding="utf-8")
    configuration = read_configuration(tmp_path, {"KJC_DELAY": "7.5", "HOME": "x"})
    assert (configuration.contact, configuration.delay) == ("a@b.example", 7.5)


def test_folders_of_site_files_are_a_list_or_a_path_list(tmp_path: Path) -> None:
    (tmp_path / "kjc.toml").write_text('sites = ["one", "two"]\n', encoding="utf-8")
    assert read_configuration(tmp_path, {}).sites == (Path("one"), Path("two"))
    assert read_configuration(tmp_path, {"KJC_SITES": "three"}).sites == (Path("three"),)


@pytest.mark.parametrize(
    ("text", "environment", "says"),
    [
        ('contct = "x"', {}, "unknown setting contct; allowed: attachment_megabytes, contact"),
        ("delay = -1", {}, "delay = -1; allowed: seconds between 0 and 3600"),
        ("delay = 'soon'", {}, "delay = 'soon'; allowed: seconds between 0 and 3600"),
        ("page_megabytes = '1 GB'", {}, "allowed: whole megabytes between 1 and 1000"),
        ("public_url = 'example.org'", {}, "allowed: an absolute http(s) address"),
        ('contact = "a@b.example\\r\\nCookie: x"', {}, "allowed: one printable line"),
        ("sites = 3", {}, "sites = 3; allowed: a list of folders"),
        ("db = ''", {}, "db = ''; allowed: a path"),
        ("contact = 7", {}, "contact = 7; allowed: a string"),
        ("contact = ", {}, "not TOML"),
        ("", {"KJC_PAGE_MEGABYTES": "0"}, "environment variable KJC_PAGE_MEGABYTES"),
        ("", {"KJC_OUTT": "x"}, "environment variable KJC_OUTT: unknown setting outt"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(
    tmp_path: Path, text: str, environment: dict[str, str], says: str
) -> None:
    (tmp_path / "kjc.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        read_configuration(tmp_path, environment)
    assert says in str(error.value)
