"""The archive's shapes, oldest first; append only: a shape once released is never edited."""

from sqlite_utils import Database, Migrations

from store.views import VIEWS

archive_migrations = Migrations("kjc")

CELLAR = """
create table bodies (
    sha256 text primary key,
    body blob not null,
    size integer not null
);

create table pages (
    id integer primary key,
    url text not null,
    requested_url text not null,
    site text not null,
    kind text not null,
    fetched_at text not null,
    status integer not null,
    content_type text,
    charset text,
    etag text,
    last_modified text,
    headers text not null,
    sha256 text not null references bodies (sha256),
    redacted_at text
);
create index pages_asked on pages (site, requested_url);
create index pages_kind on pages (site, kind, status);
create index pages_body on pages (sha256);

create table crawls (
    id integer primary key,
    site text not null,
    started_at text not null,
    finished_at text,
    outcome text,
    walked integer,
    requests integer not null default 0,
    not_modified integer not null default 0,
    bytes integer not null default 0,
    leads integer not null default 0,
    posts_new integer not null default 0,
    posts_changed integer not null default 0,
    posts_gone integer not null default 0,
    errors integer not null default 0,
    problems integer not null default 0,
    reason text,
    site_json text not null
);
create index crawls_site on crawls (site, id);

create table crawl_problems (
    crawl integer not null references crawls (id),
    position integer not null,
    code text not null,
    url text,
    quote text,
    says text not null,
    primary key (crawl, position)
) without rowid;

create table identities (
    url text primary key,
    guid text not null,
    known text not null
) without rowid;
create index identities_guid on identities (guid);
"""

CODES = """
create table jobcenters (
    slug text primary key,
    name text not null,
    kind text not null,
    bundesland text not null,
    land text not null,
    ags text not null,
    aliases text not null,
    website text not null
) without rowid;
create table modifiers (code text primary key, title text not null) without rowid;
create table units (code text primary key, title text not null) without rowid;
create table indicators (
    code text primary key,
    title text not null,
    description text,
    unit text,
    source text
) without rowid;
create table problem_codes (code text primary key, title text not null) without rowid;
"""

# Not STRICT: a figure's value is an integer or a real, whichever says it exactly. No rowid only
# where the key's columns stand first: else integrity_check of SQLite 3.40 sees nulls that are none.
SHOP = """
create table posts (
    guid text primary key,
    url text not null,
    site text not null,
    title text not null,
    kicker text not null,
    teaser text not null,
    text text not null,
    content_html text not null,
    published text,
    published_at text,
    published_precision text,
    published_from text,
    published_hint text,
    language text not null,
    scope text,
    confidence real not null,
    first_seen text not null,
    last_seen text not null,
    changed_at text,
    gone_at text,
    version integer not null,
    parser text not null,
    address text not null,
    page_id integer references pages (id)
);
create index posts_day on posts (published);
create index posts_site on posts (site, address);

create table versions (
    guid text not null references posts (guid) on delete cascade,
    version integer not null,
    seen_at text not null,
    title text not null,
    text text not null,
    page_id integer references pages (id),
    primary key (guid, version)
);

create table post_jobcenters (
    guid text not null references posts (guid) on delete cascade,
    jobcenter text not null references jobcenters (slug),
    evidence text not null,
    source text not null,
    start integer,
    role text not null,
    primary key (guid, jobcenter, role)
);
create index post_jobcenters_jobcenter on post_jobcenters (jobcenter, guid);

create table attachments (
    guid text not null references posts (guid) on delete cascade,
    position integer not null,
    url text not null,
    title text not null,
    size_stated text,
    media_type text,
    bytes integer,
    sha256 text,
    pages integer,
    text text,
    problem text,
    primary key (guid, position)
);

create table dates (
    guid text not null references posts (guid) on delete cascade,
    source text not null,
    page integer not null,
    quote text not null,
    start integer not null,
    "end" integer not null,
    value text not null,
    date_from text,
    date_to text,
    precision text,
    sentence text not null default '',
    rule text not null,
    primary key (guid, source, page, start, "end", value)
);

create table figures (
    guid text not null references posts (guid) on delete cascade,
    source text not null,
    page integer not null,
    quote text not null,
    start integer not null,
    "end" integer not null,
    value numeric not null,
    value_to numeric,
    modifier text not null references modifiers (code),
    unit text not null references units (code),
    indicator text references indicators (code),
    period text,
    period_from text,
    period_to text,
    change text,
    jobcenter text,
    region text,
    sentence text not null,
    rule text not null,
    primary key (guid, source, page, start, "end", value)
);
create index figures_indicator on figures (indicator, period);

create table problems (
    guid text references posts (guid) on delete cascade,
    page_id integer references pages (id),
    site text not null,
    url text,
    code text not null references problem_codes (code),
    quote text,
    says text not null
);
create index problems_guid on problems (guid);
create index problems_site on problems (site, code);

create table appearances (
    guid text not null references posts (guid) on delete cascade,
    same_as text not null,
    url text not null,
    site text not null,
    published text,
    primary key (guid, same_as, url)
) without rowid;

create table sketches (
    guid text primary key references posts (guid) on delete cascade,
    sketch blob not null
) without rowid;

create table readings (
    site text not null,
    address text not null,
    inputs text not null,
    page_id integer references pages (id),
    problems text not null,
    primary key (site, address)
) without rowid;

create table memos (
    key text primary key,
    parser text not null,
    value blob not null
) without rowid;

create virtual table posts_fts using fts5 (
    guid unindexed, title, teaser, text,
    tokenize = "unicode61 remove_diacritics 2"
);
"""

# Of the cellar: what readers were told cannot be computed again.
TELLING = """
create table feeds (
    path text primary key,
    first_built_at text not null
) without rowid;

create table told (
    feed text not null references feeds (path),
    guid text not null,
    told_at text not null,
    primary key (feed, guid)
) without rowid;
"""


@archive_migrations(name="2026-01-cellar-and-shop")
def create_archive(db: Database) -> None:
    """The cellar, the code lists, the shop and its views."""
    for script in (CELLAR, CODES, SHOP, VIEWS):
        _run(db, script)


@archive_migrations(name="2026-02-telling")
def remember_what_was_told(db: Database) -> None:
    """What each feed has told, so that no old news comes as new and nothing told is lost."""
    _run(db, TELLING)


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
