"""`extractor patterns`: look at packs, check them with their examples, begin a new one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.failures import USAGE

if TYPE_CHECKING:
    from extractor.explaining.examples import Complaint, Verdict

__all__ = ["app"]

app = typer.Typer(help="Look at pattern packs, check them, begin a new one.", no_args_is_help=True)

Packed = Annotated[
    list[Path] | None, typer.Option("--patterns", metavar="PACK", help="A pack folder on top; repeatable.")
]


@app.command("list")
def list_(patterns: Packed = None) -> None:
    """List packs with version, digest, and how many names and rules they have."""
    from extractor.packs.loading import find_pack
    from extractor.packs.reading import read_pack
    from extractor.packs.selection import packs_with

    for name in packs_with(patterns or []):
        pack = read_pack(find_pack(name))
        rules = sum(len(file.phrase) + len(file.claim) + len(file.context) for file in pack.files)
        info = pack.info
        typer.echo(
            f"{info.name:<18} {info.version:<8} {pack.digest[:12]}  {len(pack.entries):>5,} names "
            f"{rules:>4,} rules  {info.description}"
        )


@app.command()
def show(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="A rule's id, a name's id (also slate/ID), or @group of cues.")
    ],
    patterns: Packed = None,
) -> None:
    """Show a rule, a name or a group of cues, with file and line."""
    from extractor.explaining.explanation import show_place
    from extractor.packs.loading import load_packs
    from extractor.packs.reading import nearest
    from extractor.packs.selection import packs_with

    packs = load_packs(packs_with(patterns or []))
    if id.startswith("@"):
        words = packs.cues.get(id[1:])
        if words is None:
            raise typer.BadParameter(unknown(id, nearest(id[1:], packs.cues), "@"))
        typer.echo("\n".join(words))
        return
    places = [(key, place) for key, place in packs.places.items() if id in (key, key.rpartition("/")[2])]
    if not places:
        raise typer.BadParameter(unknown(id, nearest(id, packs.places), ""))
    for key, place in places:
        typer.echo(f"# {key}, pack {place.pack}, {show_place(place)}")
        typer.echo(read_source(Path(place.file), place.line))


def unknown(id: str, hint: str | None, mark: str) -> str:
    return f"no pack has {id!r}" + (f"; did you mean {mark}{hint}?" if hint else "")


def read_source(path: Path, line: int) -> str:
    """The lines of a rule or a name, as its file has them."""
    lines = path.read_text("utf-8").split("\n")
    if path.suffix == ".jsonl":
        return lines[line - 1]
    header = re.compile(r"\s*\[")
    first = max((n for n in range(line) if header.match(lines[n])), default=line - 1)
    last = next((n for n in range(line, len(lines)) if header.match(lines[n])), len(lines))
    kept = lines[first:last]
    while kept and (not kept[-1].strip() or kept[-1].startswith("#")):
        kept.pop()
    return "\n".join(kept)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Pack folders; else all shipped packs.")
    ] = None,
    crosstalk: Annotated[
        bool, typer.Option("--crosstalk", help="List the rules that fire in other rules' examples.")
    ] = False,
) -> None:
    """Lint packs and run the examples of all their rules through the whole pipeline."""
    from extractor.explaining.examples import collect_examples, lint_packs, run_example
    from extractor.packs.loading import load_packs
    from extractor.packs.selection import names_of, packs_with
    from extractor.pipeline import load

    names, only = packs_with(paths or []), names_of(paths or [])
    packs = load_packs(names)
    complaints = lint_packs(packs, only)
    serious = [complaint for complaint in complaints if complaint.serious]
    show_complaints(complaints)
    if any(complaint.fatal for complaint in complaints):
        raise typer.Exit(USAGE)
    nlp = load(names)
    verdicts = [run_example(nlp, example) for example in collect_examples(packs, only)]
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failed:
        show_verdict(verdict)
    if crosstalk:
        show_crosstalk(verdicts)
    kinds = Counter(verdict.example.kind for verdict in verdicts)
    typer.echo(
        f"{len(verdicts):,} examples ({kinds['match']:,} match, {kinds['no_match']:,} no_match, "
        f"{kinds['todo']:,} todo): {len(failed):,} failed; {len(serious):,} faults",
        err=True,
    )
    if failed or serious:
        raise typer.Exit(USAGE)


def show_complaints(complaints: Iterable[Complaint]) -> None:
    """Faults one a line; advice gathered, so that it does not bury them."""
    advice: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for complaint in complaints:
        if complaint.serious:
            typer.echo(str(complaint))
        else:
            advice[complaint.place.pack, complaint.message.partition(";")[0]].append(complaint.rule)
    for (pack, message), rules in advice.items():
        typer.echo(f"advice: pack {pack}: {message} in {len(rules):,} rules: {', '.join(rules)}")


def show_verdict(verdict: Verdict) -> None:
    from extractor.explaining.explanation import show_place

    example = verdict.example
    typer.echo(f"{show_place(example.place)}: [{example.rule}] {example.kind} {example.number} failed")
    typer.echo(f"    {example.source}")
    typer.echo(f"    {verdict.message}")


def show_crosstalk(verdicts: Iterable[Verdict]) -> None:
    """Which rules fire in which other rules' match examples."""
    talk: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        if verdict.example.kind == "match":
            talk[verdict.example.rule].update(verdict.others)
    for rule, others in talk.items():
        for other, times in others.most_common():
            typer.echo(f"crosstalk: {other} fires in {times} of the match examples of {rule}")


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="NAME", help="The pack's name, or the folder to make.")],
) -> None:
    """Begin a pack: a folder with a manifest, names, and a rule with its examples."""
    from extractor.errors import OutputError, PackError
    from extractor.packs.reading import ID

    name = folder.name
    if not ID.match(name):
        raise PackError(f"{name!r} is no name for a pack; use lower-case words joined by hyphens")
    if folder.exists():
        raise OutputError(f"{folder} exists already; choose another name or remove it")
    try:
        folder.mkdir(parents=True)
        for file, content in skeleton(name).items():
            (folder / file).write_text(content, "utf-8")
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror or error}") from error
    typer.echo(f"made {folder}; check it with: extractor patterns check {folder}", err=True)


def skeleton(name: str) -> dict[str, str]:
    """The files of a new pack."""
    return {
        "pack.toml": (
            f'name = "{name}"\nversion = "0.1.0"\ndescription = "What this pack is about, in a sentence."\n'
            'extends = ["english"]\n'
        ),
        "names.jsonl": (
            '{"label": "COMMITTEE", "pattern": "Allotment Standards Panel", '
            f'"id": "{name}-allotment-standards-panel", "aliases": ["standards panel"]}}\n'
            f'{{"label": "SLATE", "pattern": "Greener Plots", "id": "{name}-greener-plots", '
            '"kind": "slate"}\n'
        ),
        "claims.toml": f'''# Rules are sentences with holes. `match` marks what has to be found; in `no_match`
# the rule has to stay silent.

[[claim]]
id = "{name}-romped-home"
text = ["{{winner+}} romped home in [the] {{contest}}"]
match = ["[winner: Nia Holt] romped home in [contest: the Moor Ward race]."]
no_match = ["Sam Orr's horse romped home in the afternoon race."]
''',
    }
