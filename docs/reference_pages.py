"""Write the pages of the reference: calls from docstrings, verbs from their help, tables from schemas."""

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

import ocdataset as oc
from ocdataset.cli.verbs import VERBS, cli
from ocdataset.package.package import Package, open_package
from ocdataset.reference.location import shipped_package

CALLS = sorted(set(dir(oc)) - {"Dataset", "__version__", "errors", "plot"})
PICTURES = ("change", "compare", "heatmap", "map", "network", "profile", "quadrants", "ranking")


def write(folder: Path) -> None:
    """Write every generated page into a folder."""
    folder.mkdir(exist_ok=True)
    package = open_package(shipped_package())
    for name, lines in (
        ("calls", _calls()),
        ("errors", _errors()),
        ("verbs", _verbs()),
        ("tables", _tables(package)),
        ("measures", _measures(package)),
    ):
        (folder / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _directive(name: str, argument: str, *options: str) -> str:
    return "\n".join([f"```{{eval-rst}}\n.. {name}:: {argument}", *(f"   {one}" for one in options), "```\n"])


def _calls() -> Iterator[str]:
    yield "# Calls\n\nMade from the docstrings. Each call is there on `ocdataset` itself, where it asks the"
    yield "package in use, and those that ask a package also on a `Dataset`, which `open` and `use` give.\n"
    for name in CALLS:
        yield f"## {name}\n"
        yield _directive("autofunction", f"ocdataset.{name}")
    if hasattr(oc, "plot"):
        yield "## Pictures\n"
        for name in PICTURES:
            yield _directive("automethod", f"ocdataset.use.plot.pictures.Pictures.{name}")


def _errors() -> Iterator[str]:
    yield "# Errors\n\nMade from the docstrings. Every error that a user can mend is in `ocdataset.errors`,"
    yield "and is one clear line.\n"
    for name in oc.errors.__all__:
        yield _directive("autoexception", f"ocdataset.errors.{name}", ":no-index:")


def _verbs() -> Iterator[str]:
    yield "# Verbs of the command line\n\nMade from their help. What the exit status means is on"
    yield "[a page of its own](../reference/exit-status.md).\n"
    context = click.Context(cli)
    for verb in VERBS:
        yield f"## {verb}\n"
        yield _help([verb])
        command = cli.get_command(context, verb)
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                yield f"### {verb} {below}\n"
                yield _help([verb, below])


def _help(arguments: list[str]) -> str:
    shown = CliRunner().invoke(cli, [*arguments, "--help"], prog_name="ocdataset", terminal_width=96)
    return f"```text\n{shown.output.rstrip()}\n```\n"


def _tables(package: Package) -> Iterator[str]:
    yield "# Tables and columns\n\nThe codebook, made from `schemas/`.\n"
    for name in package.tables:
        schema = package.schema(name)
        yield f"## {name}\n\n{schema['description']}\n"
        yield f"A row is keyed by {', '.join(f'`{column}`' for column in schema['primaryKey'])}.\n"
        yield "| column | type | what it says | allowed |\n|---|---|---|---|"
        for field in schema["fields"]:
            allowed = "; ".join(_bounds(field.get("constraints", {})))
            unit = f" Unit: {field['unit']}." if "unit" in field else ""
            text = f"{field['description']}{unit}".replace("|", "\\|")
            yield f"| `{field['name']}` | {field['type']} | {text} | {allowed} |"
        yield ""
        for key in schema.get("foreignKeys", []):
            other = key["reference"]["resource"] or name
            columns = ", ".join(f"`{one}`" for one in key["fields"])
            yield f"- {columns} refers to `{other}`"
        yield ""


def _bounds(constraints: dict[str, object]) -> Iterator[str]:
    if constraints.get("required"):
        yield "required"
    if isinstance(constraints.get("enum"), list):
        yield "one of " + ", ".join(f"`{one}`" for one in constraints["enum"])  # type: ignore[attr-defined]
    for name in ("minimum", "maximum"):
        if name in constraints:
            yield f"{name} {constraints[name]}"
    if "pattern" in constraints:
        yield "`" + str(constraints["pattern"]).replace("|", "\\|") + "`"


def _measures(package: Package) -> Iterator[str]:
    yield "# Measures\n\nMade from the table `measures`.\n"
    yield "| measure | label | level | direction | what it counts |\n|---|---|---|---|---|"
    for row in package.rows("measures"):
        direction = row["direction"].replace("_", " ")
        yield f"| `{row['measure']}` | {row['label']} | {row['level']} | {direction} | {row['definition']} |"
