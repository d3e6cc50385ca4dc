"""`pantau versions` and `pantau rollback`: the versions and how they came about."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dashboard.commands.common import account, home_option, reader, say, waiting
from dashboard.ingest import ensure_first_version
from dashboard.ingest import rollback as roll_back
from dashboard.locale import mark
from dashboard.settings import settings
from dashboard.versions import VersionError, current_version, open_version, version_numbers

_ACTIONS = {
    "first": mark("first records"),
    "ingest": mark("records handed in"),
    "rollback": mark("rolled back"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As a list of JSON objects.")
@home_option
def versions(as_json: bool) -> None:
    """List all data versions, the newest first, and check whether they are intact."""
    home = settings().home
    ensure_first_version(home)
    try:
        current = current_version(home)
    except VersionError as error:  # the versions can be listed all the same
        current = None
        click.echo(error.sentence(reader()), err=True)
    listed = [_listed(home, number, current) for number in reversed(version_numbers(home))]
    if as_json:
        say(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    else:
        say("".join(_version_lines(version) for version in listed))


@click.command()
@click.argument("number", metavar="VERSION", type=int)
@home_option
def rollback(number: int) -> None:
    """Publish the content of an older data version once more, under the next number."""
    home = settings().home
    ensure_first_version(home)
    version = roll_back(home, number, account(), waiting)
    say(
        reader().text(
            "Data version {version} is current now; it holds what version {base} holds.",
            version=version.number,
            base=number,
        )
        + "\n"
    )


def _listed(home: Path, number: int, current: int | None) -> dict[str, Any]:
    """A version as JSON shows it; of a damaged one little is known."""
    listed: dict[str, Any] = {
        "version": number,
        "current": number == current,
        "damaged": False,
        "problem": None,
        "published_at": None,
        "action": None,
        "base": None,
        "by": None,
        "simulated": None,
        "rows": {},
        "batches": [],
    }
    try:
        manifest = open_version(home, number).manifest
    except VersionError as error:
        return listed | {"damaged": True, "problem": error.sentence(reader())}
    plain = manifest.model_dump(mode="json")
    return listed | {
        "published_at": plain["created_at"],
        **{name: plain[name] for name in ("action", "base", "by", "simulated", "batches")},
        "rows": {name: table.rows for name, table in manifest.tables.items()},
    }


def _version_lines(listed: dict[str, Any]) -> str:
    locale = reader()
    heading = [locale.text("data version {version}", version=listed["version"])]
    if listed["current"]:
        heading.append(locale.text("current"))
    if listed["damaged"]:
        heading.append(locale.text("damaged"))
        return _block(heading, [listed["problem"]])
    moment = dt.datetime.fromisoformat(listed["published_at"])
    action = _ACTIONS[listed["action"]]
    heading += [f"{moment:%Y-%m-%d %H:%M} UTC", locale.text(action)]
    if listed["base"] is not None:
        heading.append(locale.text("from version {version}", version=listed["base"]))
    if listed["by"]:
        heading.append(locale.text("by {account}", account=listed["by"]))
    if listed["simulated"]:
        heading.append(locale.text("simulated"))
    rows = [f"{name} {locale.number(n)}" for name, n in listed["rows"].items()]
    return _block(heading, [", ".join(rows), *map(_batch_line, listed["batches"])])


def _batch_line(batch: dict[str, Any]) -> str:
    locale = reader()
    sheet = "" if batch["sheet"] is None else f" [{batch['sheet']}]"
    origin = f"{batch['file']}{sheet} -> {batch['table']}: "
    if batch["read"] == 0:  # of a version older than these counts
        return origin + locale.plural("{n} row", "{n} rows", batch["rows"])
    counts = ("read", "accepted", "updated", "unchanged", "rejected")
    return origin + locale.text(
        "read {read}, accepted {accepted} (updated {updated}), unchanged {unchanged}, "
        "rejected {rejected}",
        **{name: locale.number(batch[name]) for name in counts},
    )


def _block(heading: Sequence[str], details: Sequence[str]) -> str:
    """A heading and indented lines, each of them one line whatever a file's name holds."""
    lines = [", ".join(heading), *(f"    {detail}" for detail in details)]
    return "".join("".join(c if c.isprintable() else "�" for c in line) + "\n" for line in lines)
