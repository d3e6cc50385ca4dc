"""What all commands share: how they speak, fail and are told where the data lie."""

import contextlib
import getpass
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from dashboard.errors import PlainError
from dashboard.locale import Locale, mark
from dashboard.settings import settings

Command = TypeVar("Command", bound=Callable[..., Any])


_INTERRUPTED = 130  # as shells report a program that Ctrl-C ended


class CliError(PlainError):
    """An argument that cannot be used."""


def reader() -> Locale:
    """The language of the command line."""
    try:
        return Locale(settings().language)
    except ValidationError:  # the sentence about the invalid setting needs a language, too
        return Locale()


class Group(click.Group):
    """A command group whose errors are one sentence."""

    def invoke(self, context: click.Context) -> Any:
        """Run the subcommand; a `PlainError` becomes a sentence and exit code 2."""
        try:
            return super().invoke(context)
        except PlainError as error:
            fail(error.sentence(reader()))
        except click.UsageError as error:  # one sentence instead of the usage
            fail(error.format_message())
        except ValidationError as error:
            problem = error.errors()[0]
            name = "PANTAU_" + ".".join(map(str, problem["loc"])).upper()
            fail(
                reader().text(
                    "The setting {name} is invalid: {found!r}.",
                    name=name,
                    found=problem.get("input"),
                )
            )


def fail(sentence: str) -> None:
    """Say why it cannot be done, and end."""
    click.echo(" ".join(sentence.split()), err=True)  # one line, whatever a value holds
    sys.exit(2)


def say(text: str) -> None:
    """Write to standard output, whose reader or disk may be gone."""
    if sys.stdout is None:  # closed by whoever called
        raise CliError(mark("{file} cannot be written ({reason})."), file="stdout", reason="–")
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # as `| head` does
            sys.exit(0)
        raise CliError(
            mark("{file} cannot be written ({reason})."), file="stdout", reason=error.strerror
        ) from error


def home_option(command: Command) -> Command:
    """`--home DIR` after a subcommand; it stands for PANTAU_HOME."""

    def use(_: click.Context, __: click.Parameter, value: str | None) -> None:
        if value is not None:  # validated as the setting it stands for
            os.environ["PANTAU_HOME"] = value
            settings.cache_clear()

    return click.option(
        "--home",
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=use,
        help="Folder of the data versions (default: PANTAU_HOME, else the user's data folder).",
    )(command)


@contextlib.contextmanager
def clears_up() -> Iterator[None]:
    """Around work that puts everything away when it is interrupted: it says so, and ends."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(reader().text("Interrupted; nothing is left behind."), err=True)
        sys.exit(_INTERRUPTED)


def account() -> str:
    """The name of the operating system's account, empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user id without a name
        return ""


def waiting() -> None:
    """Say that another process publishes and that this one waits for it."""
    sentence = reader().text("Another process is publishing; waiting until it is done.")
    click.echo(sentence, err=True)


@contextlib.contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A bar on the terminal for what takes longer than a second; elsewhere nothing."""
    started = time.monotonic()
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=100, label=label, file=sys.stderr, hidden=hidden) as bar:

        def show(share: float) -> None:
            if time.monotonic() - started > 1:
                bar.update(max(0, int(100 * share) - bar.pos))

        yield show


def write_file(out: Path, content: bytes) -> None:
    """Write a file as a whole: what stood there before stays until then. Raises `CliError`."""
    try:
        target = out.resolve()
        if target.exists() and not target.is_file():  # a device or a pipe is written to, not moved
            target.write_bytes(content)
            return
        beside = target.with_name(f".pantau-{os.getpid()}.part")
        try:
            beside.write_bytes(content)
            beside.replace(target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise CliError(
            mark("{file} cannot be written ({reason})."), file=str(out), reason=error.strerror
        ) from error
