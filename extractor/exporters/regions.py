"""What an annotator marked, as the facts of a document: regions, their relations and the fields beside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.exporters.label_studio import CONTEST_LABELS, LABELS, OUTCOMES
from extractor.numbers.figures import TENS, UNITS

__all__ = ["Annotation"]

WORDS = UNITS | TENS


@dataclass
class Region:
    """One marked span with everything that was said about it."""

    words: str = ""
    label: str | None = None
    value: str | None = None
    contests: list[int] = field(default_factory=list)
    start: int = 0

    @property
    def names(self) -> list[str]:
        """Accepted names: what it means, then what it says, unless `=` rules the words out."""
        words = "" if (self.value or "").startswith("=") else self.words
        return list(dict.fromkeys(name for name in (self.meaning, words) if name))

    @property
    def meaning(self) -> str:
        """What the span means: the value, without its `=`, else the words."""
        return (self.value or "").removeprefix("=").strip() or self.words


class Annotation:
    """One annotation, read into regions and put together as contests."""

    def __init__(self, document: str, text: str, results: list[dict[str, Any]]) -> None:
        self.document = document
        self.wrong: list[str] = []
        self.regions: dict[str, Region] = {}
        self.links: dict[str, list[str]] = defaultdict(list)
        self.said: dict[str, str] = {}
        for result in results:
            if result.get("type") == "relation":
                self.links[result["from_id"]].append(result["to_id"])
                self.links[result["to_id"]].append(result["from_id"])
            else:
                self.read_result(result, text)
        self.regions = {key: region for key, region in self.regions.items() if self.is_complete(region)}

    def read_result(self, result: dict[str, Any], text: str) -> None:
        """Add one control's answer to its region, or to the document."""
        value, control = result.get("value") or {}, result.get("from_name")
        answer = " ".join(str(part) for part in answers(value)).strip()
        if "start" not in value:
            self.said[str(control)] = answer
            return
        region = self.regions.setdefault(result["id"], Region())
        region.start = int(value["start"])
        # The words as Label Studio kept them: its offsets are not always code points.
        region.words = str(value.get("text") if isinstance(value.get("text"), str) else region.words)
        region.words = " ".join((region.words or text[region.start : int(value["end"])]).split())
        if control == "label":
            region.label = answer
        elif control == "contest":
            region.contests = [int(number) for number in re.findall(r"\d+", answer)]
        elif control in ("value", "outcome") and answer:
            region.value = answer

    def is_complete(self, region: Region) -> bool:
        """Whether a region says what it is and where it belongs; if not, that is to be corrected."""
        if region.label not in LABELS:
            self.complain(region, f"has no label of {', '.join(LABELS)}")
        elif not region.contests:
            self.complain(region, "needs the number of its contest")
        else:
            return True
        return False

    def complain(self, region: Region, what: str) -> None:
        """Note what an annotator has to correct."""
        self.wrong.append(f"{self.document}: {region.label or 'region'} {region.words!r} {what}")

    def gold(self) -> dict[str, Any]:
        """The gold facts of the document."""
        facts: dict[str, Any] = {}
        if "--" in self.document:
            facts["genre"] = self.document.partition("--")[0]
        numbers = sorted({n for region in self.regions.values() for n in region.contests})
        facts["contests"] = [self.contest(number) for number in numbers]
        if self.said.get("notes"):
            facts["notes"] = self.said["notes"]
        return facts

    def contest(self, number: int) -> dict[str, Any]:
        """One contest: its own values, its candidacies and its slates."""
        own = {key: region for key, region in self.regions.items() if number in region.contests}
        facts: dict[str, Any] = {}
        for label in CONTEST_LABELS:
            regions = [region for region in own.values() if region.label == label]
            facts[label] = self.number(regions) if label == "seats" else merged_names(regions)
        facts["timing"] = "previous" if self.lists(number, "previous") else "current"
        candidacies = self.members(own, ("candidate", "party"))
        facts["candidacies"] = [self.candidacy(regions) for regions in candidacies]
        slates = self.members(own, ("slate",))
        facts["slates"] = [
            {
                "slate": merged_names([r for r in regions if r.label == "slate"]),
                "seats_won": self.number([r for r in regions if r.label == "seats_won"]),
            }
            for regions in slates
        ]
        if self.lists(number, "optional"):
            facts["optional"] = True
        return facts

    def lists(self, number: int, control: str) -> bool:
        """Whether a field of the document names the contest."""
        return str(number) in re.findall(r"\d+", self.said.get(control, ""))

    def members(self, own: dict[str, Region], anchors: tuple[str, ...]) -> Iterator[list[Region]]:
        """The regions of each candidacy (or slate): those of its name first, then what is tied to them."""
        groups: dict[str, list[str]] = defaultdict(list)
        for key, region in sorted(own.items(), key=lambda item: item[1].start):
            if region.label in anchors:
                groups[region.meaning.casefold()].append(key)
        ties = ("seats_won",) if anchors == ("slate",) else ("outcome", "votes", "share", "affiliation")
        tied: dict[str, list[Region]] = defaultdict(list)
        for key, region in sorted(own.items(), key=lambda item: item[1].start):
            if region.label not in ties:
                continue
            names = [name for name, keys in groups.items() if set(keys) & set(self.links[key])]
            if not names and len(groups) == 1:
                names = list(groups)
            if not names:
                self.complain(region, f"needs a relation to its {anchors[0]}")
            for name in names:
                tied[name].append(region)
        for name, keys in groups.items():
            yield [own[key] for key in keys] + tied[name]

    def candidacy(self, regions: list[Region]) -> dict[str, Any]:
        """One candidacy of its regions."""
        by_label: dict[str, list[Region]] = defaultdict(list)
        for region in regions:
            by_label[str(region.label)].append(region)
        people, parties = by_label["candidate"], by_label["party"]
        facts: dict[str, Any] = {"name": [people[0].meaning] if people else None}
        facts["outcome"] = self.outcome(by_label["outcome"])
        facts |= self.votes(by_label["votes"])
        facts["share"] = self.number(by_label["share"])
        backing: dict[str, list[Region]] = defaultdict(list)
        for region in parties + by_label["affiliation"]:
            backing[region.meaning.casefold()].append(region)
        facts["affiliations"] = [merged_names(found) for found in backing.values()]
        return facts

    def outcome(self, regions: list[Region]) -> str | None:
        """The outcome that was chosen."""
        values = {region.value for region in regions}
        for region in regions:
            if region.value not in OUTCOMES:
                self.complain(region, "needs an outcome to be chosen")
        if len(values) > 1:
            self.complain(regions[-1], f"contradicts another outcome: {', '.join(sorted(map(str, values)))}")
        return regions[0].value if regions else None

    def votes(self, regions: list[Region]) -> dict[str, Any]:
        """Votes, or the two ends of a range."""
        for region in regions:
            ends = re.fullmatch(r"([\d,.]+)\s*[-–]\s*([\d,.]+)", region.meaning)
            if ends:
                return {"votes": None, "votes_min": read_number(ends[1]), "votes_max": read_number(ends[2])}
        return {"votes": self.number(regions)}

    def number(self, regions: list[Region]) -> int | float | None:
        """The one number that the regions give."""
        found = {}
        for region in regions:
            number = read_number(region.meaning)
            if number is None:
                self.complain(region, "needs its number as value")
            found[number] = region
        if len(found) > 1:
            self.complain(regions[-1], f"contradicts another figure: {', '.join(map(str, found))}")
        return next(iter(found), None)


def answers(value: dict[str, Any]) -> list[Any]:
    """What a control's value says: text, choices or labels."""
    for key in ("choices", "labels", "text"):
        if isinstance(value.get(key), list):
            return list(value[key])
    return [value["text"]] if isinstance(value.get("text"), str) and "start" not in value else []


def merged_names(regions: list[Region]) -> list[str] | None:
    """All accepted names of one thing: what the regions mean before what they say."""
    meant = [region.meaning for region in regions]
    said = [name for region in regions for name in region.names]
    return list(dict.fromkeys(meant + said)) or None


def read_number(text: str) -> int | float | None:
    """A figure or one number word.

    Example:
        >>> read_number("1,204"), read_number("60.5 per cent"), read_number("Three"), read_number("many")
        (1204, 60.5, 3, None)
    """
    word = text.strip().casefold()
    if word in WORDS:
        return WORDS[word]
    match = re.match(r"[^\d]{0,3}(\d[\d,]*(?:\.\d+)?)", text)
    if match is None:
        return None
    digits = match[1].replace(",", "")
    return float(digits) if "." in digits else int(digits)
