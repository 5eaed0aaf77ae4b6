"""The packs that a pipeline was built with, read once."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language

from extractor.packs.loading import load_packs
from extractor.packs.pack import Packs

__all__ = ["packs_for", "packs_of"]


@lru_cache(maxsize=16)
def read(names: tuple[str, ...]) -> Packs:
    chosen = [n for n in names if not n.startswith("-")]
    return load_packs(chosen or None, without=[n[1:] for n in names if n.startswith("-")])


def packs_for(names: list[str]) -> Packs:
    """Packs by name or folder; none means all shipped ones, `-name` leaves one of them out."""
    return read(tuple(names))


def packs_of(nlp: Language) -> Packs:
    """The packs that a pipeline was built with."""
    return packs_for(list(nlp.get_pipe_config("election_claims")["packs"]))
