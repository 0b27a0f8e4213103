"""The verbs of the command line, each loaded from its own file when it is called."""

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from ocdataset.cli import status_of
from ocdataset.cli.examples import examples_of
from ocdataset.cli.package_option import WITHOUT, with_package
from ocdataset.cli.terminal import complain, say

VERBS = {
    "build": "Make every table and the descriptor anew from the readings.",
    "change": "Show changes between editions, as published and like for like.",
    "cite": "Print how to cite the dataset and the original.",
    "code": "Code a narrative, alone or with others.",
    "compare": "Show two countries side by side.",
    "diff": "Compare packages, workbooks and CSV files.",
    "doctor": "Say what a workbook or a CSV file is, and what is wrong with it.",
    "explain": "Prove a value in plain words.",
    "export": "Write the package for other tools: Stata, Excel, SQLite and more.",
    "fetch": "Download the publisher's workbook, import it and put it in use.",
    "groups": "Show means of the world, continents, regions and groups.",
    "import": "Make a package of all countries from the publisher's workbook.",
    "list": "List the tables and sheets of the package in use.",
    "plot": "Draw a picture into a file.",
    "quadrants": "Show the quadrant of each country.",
    "rank": "Rank the countries by any measure.",
    "reliability": "Measure anew how far the narratives' coders agreed.",
    "sensitivity": "Show how ranks would move if averaged otherwise.",
    "show": "Show a country's profile as bars.",
    "silent": "List the indicators on which a narrative says nothing.",
    "similar": "Show the countries most like one.",
    "simulate": "Draw a valid package of random sheets, of any size.",
    "site": "Build a site that shows every number and its proof.",
    "transcribe": "Make a proven package from profiles that you hold.",
    "validate": "Check a package in every phase.",
    "verify": "Find the coded sentences in your own copy of a profile.",
}


class Verbs(click.Group):
    """A group that imports a verb only to run it or to print its help."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb that was asked for; where the user stops it, say so and exit as a shell expects."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            complain("stopped")
            raise SystemExit(status_of(stop)) from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the verbs."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a verb, or None if there is none of that name."""
        if cmd_name not in VERBS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"ocdataset.cli.{module}").command
        return _dressed(cmd_name, command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(VERBS.items()))


def _dressed(name: str, command: click.Command) -> click.Command:
    """Return a verb with its examples, and with `--package` where it asks a package."""
    if isinstance(command, click.Group):
        for below, one in command.commands.items():
            _dressed(f"{name} {below}", one)
    elif name.split()[0] not in WITHOUT:
        with_package(command)
    command.epilog = "\b\nExamples:" + "".join(f"\n  {line}" for line in examples_of(name))
    return command


def _print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if not value or ctx.resilient_parsing:
        return
    from ocdataset import __version__
    from ocdataset.package.in_use import package_in_use

    say(f"ocdataset {__version__}, data {package_in_use().version}")
    ctx.exit()


@click.command(cls=Verbs)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the versions of the tool and of the data, and exit.",
)
def cli() -> None:
    """Load, prove, transcribe and cite the Global Organized Crime Index."""
