"""Lists and tables (placeholder)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_lists"]


@Language.factory("election_lists", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []})
def make_lists(nlp: Language, name: str, packs: list[str]) -> "Lists":
    return Lists()


class Lists:
    def __call__(self, doc: Doc) -> Doc:
        return doc
