"""Finds the sources: the site files of this package and those in folders a user names."""

from collections.abc import Sequence
from pathlib import Path

from pipelines.site import Site, SiteError, read_site_file

OWN_FOLDER = Path(__file__).parent / "sites"


def find_sites(folders: Sequence[Path] = ()) -> dict[str, Site]:
    """Read every `*.toml` of this package's `sites/` and of `folders`: slug -> Site, by slug.

    A file that is found later replaces an earlier one of the same name, so a user who puts a
    `hlt.toml` into a folder of his own corrects the one that came with the program.

    Raises SiteError with one line for each thing that is wrong in any of the files, so that all
    can be put right at once, or where a folder does not exist.
    """
    sites: dict[str, Site] = {}
    wrong: list[str] = []
    for folder in (OWN_FOLDER, *folders):
        if not folder.is_dir():
            wrong.append(f"{folder}: no such folder of site files")
            continue
        for path in sorted(folder.glob("*.toml")):
            try:
                site = read_site_file(path)
            except SiteError as error:
                wrong.append(str(error))
            except OSError as error:
                wrong.append(f"{path}: cannot be read: {error.strerror}")
            else:
                sites[site.slug] = site
    if wrong:
        raise SiteError("\n".join(wrong))
    return dict(sorted(sites.items()))
