"""The words that packs know of names: given names, titles, and what is in no name."""

from __future__ import annotations

from extractor.packs.pack import Packs
from extractor.people.names import natural_name

__all__ = ["NameWords"]


class NameWords:
    """Word lists of the packs, as the stages that read names ask for them."""

    def __init__(self, packs: Packs) -> None:
        self.given = packs.words.get("given_names", frozenset())
        self.given_common = packs.words.get("given_names_common", frozenset())
        self.common = packs.words.get("common_words", frozenset())
        self.honours = packs.cue("name_honours")
        self.kin = packs.cue("kin_nouns")
        self.kin_owners = packs.cue("kin_owners")
        self.surname_posts = packs.cue("surname_posts")
        self.place_leads = packs.cue("place_leads")
        self.beaten = packs.cue("beaten_before_surname")
        self.yielded = packs.cue("yielded_to_surname")
        self.describers = packs.cue("standing")
        self.compound_tails = packs.cue("compound_tails")
        self.titles = packs.cue("person_titles")
        self.led_titles = self.titles | packs.cue("title_modifiers")
        self.given_titles = packs.cue("given_name_titles")
        self.openers = packs.cue("sentence_openers")
        self.not_people = packs.cue("not_people")
        self.org_nouns = packs.cue("organisation_nouns")
        self.post_nouns = packs.cue("post_nouns")
        self.name_verbs = packs.cue("name_verbs")
        self.surname_nouns = packs.cue("surname_nouns")

    def is_given(self, word: str) -> bool:
        """Whether a word, or the first half of a double one, is a given name that the packs know."""
        return (
            word in self.given
            or (word.isupper() and len(word) > 2 and word.capitalize() in self.given)
            or natural_name([word]) in self.given
            or ("-" in word and word.split("-")[0] in self.given)
        )

    def is_common(self, word: str) -> bool:
        """Whether a word is an ordinary one that hardly anybody bears as a name."""
        return word.lower() in self.common

    def is_surname(self, words: list[str]) -> bool:
        """Whether a word like Law, Hall or Street is a surname here: two words, the first a given name."""
        return len(words) == 2 and words[0] in self.given and words[1].lower() in self.surname_nouns
