"""The command `pantau`.

Exit codes: 0 done, 2 what was asked cannot be done (one sentence on stderr, never a traceback);
`ingest` also 3 where rows were rejected and the others published.
"""

import click

from dashboard import __version__
from dashboard.commands.asking import query
from dashboard.commands.benchmarking import bench
from dashboard.commands.boundaries import boundaries
from dashboard.commands.common import Group, home_option, reader
from dashboard.commands.exporting import export
from dashboard.commands.handing_in import ingest, template
from dashboard.commands.history import rollback, versions
from dashboard.commands.simulating import simulate
from dashboard.errors import PlainError
from dashboard.ingest import ensure_first_version
from dashboard.settings import settings


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pantau")
def main() -> None:
    """Pantau Netralitas: records of neutrality prevention and violations, as numbers and maps."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(0, 65535), help="Port."
)
@home_option
def serve(host: str, port: int) -> None:
    """Open the dashboard for browsers."""
    from dashboard.server import serve as run  # Streamlit takes a second to import

    try:
        ensure_first_version(settings().home)
    except PlainError as error:  # the page opens all the same and says what is the matter
        click.echo(error.sentence(reader()), err=True)
    run(host, port)


for command in (
    query,
    export,
    ingest,
    template,
    versions,
    rollback,
    boundaries,
    simulate,
    bench,
):
    main.add_command(command)
