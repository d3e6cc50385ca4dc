"""`pantau bench`: how fast the program is, beside what it is held against in the same run."""

import errno
import os
from pathlib import Path

import click

from dashboard.bench.plan import LARGE, PARTS, SIZES, Plan
from dashboard.commands.common import CliError, clears_up, fail, reader, say, write_file
from dashboard.locale import mark
from dashboard.speed import as_json

_SIZES = ", ".join(f"{rows:,}" for rows in SIZES)


@click.command()
@click.option("--large", is_flag=True, help=f"Ask queries of {LARGE:,} records, too.")
@click.option(
    "--only",
    "parts",
    multiple=True,
    metavar="PART",
    help="Only this part; repeatable. " + " ".join(f"{p}: {what}" for p, what in PARTS.items()),
)
@click.option(
    "--rows",
    "sizes",
    multiple=True,
    type=click.IntRange(1_000, LARGE),
    help=f"Numbers of simulated records instead of {_SIZES}; repeatable.",
)
@click.option(
    "--json", "out", type=click.Path(path_type=Path), help="Write all samples to this file, too."
)
def bench(large: bool, parts: tuple[str, ...], sizes: tuple[int, ...], out: Path | None) -> None:
    """Measure how fast the program is; 15 minutes on 2 cores.

    Servers, browsers and records are its own; nothing of it stays behind.
    """
    from dashboard.bench.report import report  # with all pages, which take a second to import
    from dashboard.bench.run import run

    for part in parts:
        if part not in PARTS:
            raise CliError(
                mark("There is no part {part} of the benchmark; known are {known}."),
                part=part,
                known=", ".join(PARTS),
            )
    if out is not None and (problem := _unwritable(out)) is not None:
        raise CliError(
            mark("{file} cannot be written ({reason})."), file=str(out), reason=os.strerror(problem)
        )
    with clears_up():
        speed, failures = run(Plan.of(parts, sizes, large), _tell)
    say(report(speed, reader()))
    if failures:  # a file would look as if it were whole
        fail(" ".join(failure.sentence(reader()) for failure in failures))
    if out is not None:
        write_file(out, as_json(speed).encode())


def _unwritable(out: Path) -> int | None:
    """The system's number of what stands in the way of a file, asked before the work starts."""
    folder = out.absolute().parent
    if out.is_dir():
        return errno.EISDIR
    if not folder.is_dir():
        return errno.ENOENT
    return None if os.access(folder, os.W_OK) else errno.EACCES


def _tell(step: str, number: int, steps: int) -> None:
    locale = reader()
    sentence = (
        locale.text("Part {n} of {total}: {part}.", n=number, total=steps, part=step)
        if number
        else locale.text("Preparing the records.")
    )
    click.echo(sentence, err=True)
