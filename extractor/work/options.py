"""What decides the bytes of a result, in a form that travels to other processes and machines."""

from __future__ import annotations

from dataclasses import dataclass

from extractor import __version__
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs

__all__ = ["Options"]


@dataclass(frozen=True)
class Options:
    """How articles are extracted; hashable, picklable, small.

    Args:
        packs: names and folders as `extractor.load` takes them; `-name` leaves a shipped pack out; none
            means all shipped packs. A folder must be there on every machine that takes part.
        gazetteer: use the packs' names; without them the grammar works alone.
        model: an installed spaCy pipeline as further evidence for people.
        gate: set articles without the words of elections aside before anything is tokenised.
        timeout: seconds that one article may take; None for no limit.
        timing: write the seconds of each article into its ledger line; two runs then differ.
        vocabulary: distinct new words after which the pipeline is built anew, to give their memory back.
        expected: release and digest of the packs, as `signature` gives it; a worker that has others refuses.

    Example:
        >>> Options(packs=("english",)).signature().split()[0] == __version__
        True
    """

    packs: tuple[str, ...] = ()
    gazetteer: bool = True
    model: str | None = None
    gate: bool = True
    timeout: float | None = 60.0
    timing: bool = False
    vocabulary: int = 50_000
    expected: str | None = None

    def read_packs(self) -> Packs:
        """The packs, read once in each process."""
        return packs_for(list(self.packs))

    def signature(self) -> str:
        """Release and digest of the packs: two machines that agree in it give the same records."""
        return f"{__version__} {self.read_packs().digest}"
