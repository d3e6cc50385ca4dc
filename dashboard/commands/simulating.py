"""`pantau simulate`: simulated records as files, to hand in to a home of their own."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from dashboard.commands.common import clears_up, home_option, progress_bar, reader, say
from dashboard.simulation import simulate as write_simulated


@click.command()
@click.option("--rows", type=int, required=True, help="Records, activities and cases together.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another one: other records.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A new or an empty folder for the CSV and Parquet files.",
)
@home_option  # which every subcommand takes; this one leaves all homes alone
def simulate(rows: int, seed: int, out: Path) -> None:
    """Write simulated records of national volume; never mixed with real ones."""
    locale = reader()
    with clears_up(), ended_properly(), progress_bar(locale.text("Simulating")) as progress:
        written = write_simulated(out, rows, seed, progress=progress)
    for name, size in written.bytes.items():
        table = Path(name).stem
        say(
            locale.text(
                "{file}: {rows} simulated records, {megabytes} MB",
                file=written.folder / name,
                rows=locale.number(written.rows[table]),
                megabytes=locale.number(size / 1_000_000, 1),
            )
            + "\n"
        )


@contextmanager
def ended_properly() -> Iterator[None]:
    """A request to end (SIGTERM) is obeyed after what is unfinished was removed."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    former = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
