"""The tables and views, defined once for all databases.

Every row belongs to one article and carries `article_id`, because an article is what is replaced when it
is loaded again. A contest's key is `(article_id, id)`: the same text published under two article ids gives
the same contest id twice. `ordinal` is the position in the record's list, so that an evidence row's
`field` (`/candidacies/2/votes`) names the row that it supports.

Example:
    >>> [table.name for table in TABLES]
    ['articles', 'contests', 'candidacies', 'affiliations', 'tallies', 'slate_results', 'evidence']
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["TABLES", "VIEWS", "Column", "ColumnType", "Table", "View"]

ColumnType = Literal["text", "integer", "number", "boolean", "date"]


@dataclass(frozen=True)
class Column:
    """One column: its type is one of five that every dialect has a word for."""

    name: str
    type: ColumnType
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One table; `parent` is the table whose key `parent_key` refers to."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parent: str | None = None
    parent_key: tuple[str, ...] = ()

    @property
    def article_column(self) -> str:
        """The column that names the article."""
        return "article_id" if self.parent else "id"


@dataclass(frozen=True)
class View:
    """A query that people would write themselves; the same SQL runs in every dialect."""

    name: str
    sql: str


def columns(spec: str) -> tuple[Column, ...]:
    """Columns from lines of `name type`, with `!` after the type where null is refused."""
    pairs = (line.split() for line in spec.splitlines() if line.strip())
    return tuple(Column(name, kind.rstrip("!"), kind.endswith("!")) for name, kind in pairs)  # type: ignore[arg-type]


def refs(*names: str) -> str:
    """The two columns of each ref."""
    return "\n".join(f"{name}_id text\n{name}_name text" for name in names)


CONTEST = "article_id text!\ncontest_id text!\n"
CANDIDACY = CONTEST + "candidacy integer!\n"

TABLES = (
    Table(
        "articles",
        columns("""
            id text!
            source text
            title text
            published date
            publisher text
            language text
            sha256 text!
        """),
        key=("id",),
    ),
    Table(
        "contests",
        columns(
            "article_id text!\nid text!\nkind text!\n"
            + refs("organisation", "committee", "position", "constituency")
            + """
            seats integer
            electorate text
            voting_system text
            round_number integer
            round_kind text
            date text
            date_precision text
            date_text text
            term_years number
            term_text text
            timing text!
            status text
            attribution text
            turnout_ballots integer
            turnout_percent number
            turnout_registered integer
            turnout_spoilt integer
            majority integer
            previous_holders text!
            flags text!
            confidence number
            extractor text
            packs text
            packs_digest text
            schema_version text!
        """
        ),
        key=("article_id", "id"),
        parent="articles",
        parent_key=("article_id",),
    ),
    Table(
        "candidacies",
        columns(
            CONTEST
            + """
            ordinal integer!
            candidate_id text
            candidate_name text
            given text
            family text
            honorific text
            description text
            candidate_kind text
            outcome text
            outcome_basis text
            incumbent boolean
            votes number
            votes_min number
            votes_max number
            votes_qualifier text
            share number
            rank integer
        """
        ),
        key=("article_id", "contest_id", "ordinal"),
        parent="contests",
        parent_key=("article_id", "contest_id"),
    ),
    Table(
        "affiliations",
        columns(CANDIDACY + "ordinal integer!\nid text!\nname text!\nkind text\nrelation text"),
        key=("article_id", "contest_id", "candidacy", "ordinal"),
        parent="candidacies",
        parent_key=("article_id", "contest_id", "candidacy"),
    ),
    Table(
        "tallies",
        columns(
            CANDIDACY + "ordinal integer!\nkind text!\nvalue number\nshare number\nround integer\nscope text"
        ),
        key=("article_id", "contest_id", "candidacy", "ordinal"),
        parent="candidacies",
        parent_key=("article_id", "contest_id", "candidacy"),
    ),
    Table(
        "slate_results",
        columns(
            CONTEST
            + """
            ordinal integer!
            slate_id text!
            slate_name text!
            seats_won integer
            seats_contested integer
            seats_change integer
            votes number
            share number
        """
        ),
        key=("article_id", "contest_id", "ordinal"),
        parent="contests",
        parent_key=("article_id", "contest_id"),
    ),
    Table(
        "evidence",
        columns(
            CONTEST
            + """
            ordinal integer!
            field text!
            start_char integer!
            end_char integer!
            text text!
            rule text!
            basis text!
        """
        ),
        key=("article_id", "contest_id", "ordinal"),
        parent="contests",
        parent_key=("article_id", "contest_id"),
    ),
)

# A candidacy can have several affiliations; the views show the one that it stood for.
PARTY = """(
    SELECT f.name FROM affiliations f
    WHERE f.article_id = k.article_id AND f.contest_id = k.contest_id AND f.candidacy = k.ordinal
    ORDER BY CASE WHEN f.relation = 'stood_for' THEN 0 WHEN f.kind = 'party' THEN 1 ELSE 2 END, f.ordinal
    LIMIT 1
  )"""

RESULTS = f"""SELECT
  a.id AS article_id, a.source, a.published, a.publisher,
  c.id AS contest_id, c.kind, c.organisation_name AS organisation, c.committee_name AS committee,
  c.position_name AS position, c.constituency_name AS constituency, c.seats,
  c.date AS vote_date, c.timing, c.status,
  k.ordinal, k.candidate_name AS candidate, {PARTY} AS party,
  k.outcome, k.incumbent, k.votes, k.votes_min, k.votes_max, k.votes_qualifier, k.share, k.rank
FROM contests c
JOIN articles a ON a.id = c.article_id
{{join}} candidacies k ON k.article_id = c.article_id AND k.contest_id = c.id"""

VIEWS = (
    # Contests without candidacies stay in: their candidate columns are null.
    View("results_by_contest", RESULTS.format(join="LEFT JOIN")),
    View("winners", RESULTS.format(join="JOIN") + "\nWHERE k.outcome IN ('elected', 'nominated')"),
    # An article often gives single contests and their total: a line about a whole body (neither position nor
    # constituency) is that total and must not be added to its parts.
    View(
        "slate_totals",
        """WITH parts AS (
  SELECT c.article_id, c.organisation_name, c.committee_name, c.date, c.timing, c.id AS contest_id,
    s.slate_id AS slate_id, s.slate_name AS slate_name,
    CASE WHEN c.position_id IS NULL AND c.constituency_id IS NULL THEN 1 ELSE 0 END AS whole,
    s.seats_won AS seats, s.seats_change AS seats_change, NULL AS winner
  FROM slate_results s
  JOIN contests c ON c.article_id = s.article_id AND c.id = s.contest_id
  UNION ALL
  SELECT c.article_id, c.organisation_name, c.committee_name, c.date, c.timing, c.id,
    f.id, f.name, 0, NULL, NULL, 1
  FROM affiliations f
  JOIN candidacies k
    ON k.article_id = f.article_id AND k.contest_id = f.contest_id AND k.ordinal = f.candidacy
  JOIN contests c ON c.article_id = f.article_id AND c.id = f.contest_id
  WHERE k.outcome IN ('elected', 'nominated')
)
SELECT article_id, organisation_name AS organisation, committee_name AS committee, date AS vote_date,
  timing, slate_id, MIN(slate_name) AS slate, COUNT(DISTINCT contest_id) AS contests,
  CAST(COALESCE(MAX(CASE WHEN whole = 1 THEN seats END), SUM(seats)) AS BIGINT) AS seats_won,
  MAX(CASE WHEN whole = 1 THEN seats END) AS seats_stated_for_body,
  CAST(SUM(CASE WHEN whole = 0 THEN seats END) AS BIGINT) AS seats_in_contests,
  CAST(COALESCE(MAX(CASE WHEN whole = 1 THEN seats_change END), SUM(seats_change)) AS BIGINT)
    AS seats_change,
  COUNT(winner) AS named_winners
FROM parts
GROUP BY article_id, organisation_name, committee_name, date, timing, slate_id""",
    ),
)
