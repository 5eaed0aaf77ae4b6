import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import Article
from extractor.errors import ArticleError
from extractor.inputs import FIELD_KEYS, article_from_dict

TEXT = {"text": "Nia Holt won the seat."}


def test_what_news_please_writes():
    article = article_from_dict(
        {
            "authors": ["Ida Cole", "Ed Vane"],
            "date_publish": "2024-05-03 09:30:00",
            "date_modify": "None",
            "description": "None",
            "image_url": None,
            "language": "en",
            "maintext": "Nia Holt won the seat.",
            "source_domain": "bugle.example",
            "title": "Holt wins",
            "url": "https://bugle.example/holt#top",
        }
    )
    assert article.text == "Holt wins\n\nNia Holt won the seat."
    assert article.author == "Ida Cole, Ed Vane"
    assert article.published == date(2024, 5, 3)
    assert article.publisher == "bugle.example"
    assert article.language == "en"
    assert article.id == "https://bugle.example/holt"
    assert article.meta == {"date_modify": "None", "description": "None", "image_url": None}


def test_what_trafilatura_writes():
    article = article_from_dict(
        {
            "title": "Holt wins",
            "author": "Ida Cole",
            "hostname": "bugle.example",
            "date": "2024-05-03",
            "id": None,
            "source": "https://bugle.example/holt",
            "sitename": "The Bugle",
            "text": "Holt wins\nNia Holt won the seat.",
        }
    )
    assert article.text == "Holt wins\nNia Holt won the seat."
    assert article.url == article.id == "https://bugle.example/holt"
    assert article.publisher == "bugle.example"
    assert article.meta == {"sitename": "The Bugle"}


def test_what_trafilatura_writes_with_its_metadata():
    article = article_from_dict(
        {
            "title": "Holt wins",
            "author": None,
            "hostname": None,
            "date": "2024-05-03",
            "fingerprint": "77820fdf191f1206",
            "id": None,
            "comments": "",
            "raw_text": "Holt wins Nia Holt won the seat.",
            "text": "Holt wins\nNia Holt won the seat.",
            "filedate": "2026-11-24",
            "source": "https://bugle.example/holt",
            "source-hostname": "The Bugle",
            "categories": "",
        }
    )
    assert article.text == "Holt wins\nNia Holt won the seat."
    assert article.url == "https://bugle.example/holt"
    assert article.published == date(2024, 5, 3)
    assert article.publisher == "The Bugle"
    assert article.meta["raw_text"] == "Holt wins Nia Holt won the seat."


def test_an_article_s_own_field_names_are_read():
    fields = {**TEXT, "published": "2024-05-03", "publisher": "The Bugle", "given_id": "b-17"}
    article = article_from_dict({**fields, "hostname": "bugle.example", "id": 3})
    assert (article.published, article.publisher, article.id) == (date(2024, 5, 3), "The Bugle", "b-17")
    assert article.meta == {"hostname": "bugle.example", "id": 3}


@pytest.mark.parametrize("key", FIELD_KEYS["text"])
def test_each_key_of_the_text(key):
    assert article_from_dict({key: "Holt won."}).text == "Holt won."


@pytest.mark.parametrize(
    ("field", "key"),
    [
        (field, key)
        for field, keys in FIELD_KEYS.items()
        for key in keys
        if field not in ("text", "published")
    ],
)
def test_each_other_key_fills_its_field(field, key):
    value = "https://bugle.example/1" if field == "url" else "something"
    article = article_from_dict({**TEXT, key: value})
    assert getattr(article, field) == value
    assert article.meta == {}


@pytest.mark.parametrize("key", FIELD_KEYS["published"])
@pytest.mark.parametrize(
    "value",
    [
        "2024-05-03",
        "20240503",
        "2024-05-03T23:30:00-05:00",
        "2024-05-03T10:00:00Z",
        "2024-05-03 10:00:00.123456",
        "2024-05-03 10:00 BST",
        "Fri, 03 May 2024 10:00:00 GMT",
        "3 May 2024",
        "May 3, 2024",
        "Friday, 3 May 2024",
        "2024/05/03",
        1714730400,
        1714730400000,
        1714730400.5,
        "1714730400",
        20240503,
        date(2024, 5, 3),
        datetime(2024, 5, 3, 23, tzinfo=UTC),
    ],
)
def test_dates_as_scrapers_write_them(key, value):
    article = article_from_dict({**TEXT, key: value})
    assert article.published == date(2024, 5, 3)
    assert article.meta == {}


@pytest.mark.parametrize(
    "value", ["03/05/2024", "yesterday", "2024-13-45", 7, -1, True, 10**400, ["2024-05-03"]]
)
def test_a_date_that_is_not_clear_is_kept_but_not_guessed(value):
    article = article_from_dict({**TEXT, "date": value})
    assert article.published is None
    assert article.meta == {"date": value}


@pytest.mark.parametrize("value", [None, "", "  ", "None", float("nan"), [], {}])
@pytest.mark.parametrize("field", sorted(FIELD_KEYS))
def test_a_value_that_says_nothing_counts_as_absent(field, value):
    item = {FIELD_KEYS[field][0]: value}
    if field == "text":
        with pytest.raises(ArticleError, match="no text"):
            article_from_dict(item)
    else:
        article = article_from_dict({**TEXT, **item})
        assert getattr(article, field) is None
        assert article.meta == {}


def test_the_next_key_is_used_where_the_first_says_nothing_and_a_second_value_is_kept():
    article = article_from_dict(
        {"text": None, "body": "Holt won.", "content": "", "title": "None", "headline": "Win"}
    )
    assert article.text == "Win\n\nHolt won."
    article = article_from_dict({"text": "Holt won.", "body": "<p>Holt won.</p>"})
    assert article.text == "Holt won."
    assert article.meta == {"body": "<p>Holt won.</p>"}


@pytest.mark.parametrize("source", ["BBC News", {"id": None, "name": "The Bugle"}, "articles/1.txt"])
def test_a_source_that_is_no_address_is_no_url(source):
    article = article_from_dict({**TEXT, "source": source})
    assert article.url is None
    assert article.meta == {"source": source}


def test_other_shapes_of_values():
    article = article_from_dict(
        {
            "text": ["Nia Holt won.", "Sam Orr lost."],
            "author": [{"name": "Ida Cole", "id": 3}],
            "id": 7,
            "tags": {"b", "a"},
            3: b"Pe\xc3\xb1a",
        },
        source="crawl.jsonl#1",
    )
    assert article.text == "Nia Holt won.\n\nSam Orr lost."
    assert article.author == "Ida Cole"
    assert article.id == "7"
    assert article.source == "crawl.jsonl#1"
    assert article.meta == {"tags": ["a", "b"], "3": "Peña"}


@pytest.mark.parametrize("item", [None, 7, "text", ["text"]])
def test_what_is_no_dictionary_is_refused(item):
    with pytest.raises(ArticleError, match="not an object"):
        article_from_dict(item)


def test_a_dictionary_that_is_nested_without_end_is_refused():
    item = dict(TEXT)
    item["self"] = item
    with pytest.raises(ArticleError, match="nested too deeply"):
        article_from_dict(item)


def test_the_dictionary_is_not_changed():
    item = {"text": "Holt\ud800 won.", "meta": {"a": [1]}}
    before = json.dumps(item)
    article_from_dict(item)
    assert json.dumps(item) == before


KEYS = (
    st.sampled_from([key for keys in FIELD_KEYS.values() for key in keys])
    | st.text(max_size=5)
    | st.integers()
)
ANY_TEXT = st.text(st.characters(), max_size=30)  # lone surrogates included
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT | st.binary(max_size=9) | st.dates()
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3)
)


@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_dictionary_gives_an_article_or_an_article_error(item):
    try:
        article = article_from_dict(item)
    except ArticleError:
        return
    assert isinstance(article, Article)
    assert article.text.strip()
    article.ref().model_dump_json().encode("utf-8")
