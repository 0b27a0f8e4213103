"""What a verb prints for a machine: the record that its text is drawn from, as JSON."""

import json
from dataclasses import asdict, is_dataclass
from typing import Any, Final, Literal

import click

from ocdataset.cli.terminal import say, say_json

Form = Literal["text", "json"]

TEXT_OR_JSON: Final = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for a reader, JSON for a machine.",
)


def say_record(content: object) -> None:
    """Print a record, or anything made of records, as JSON."""
    say_json(json.dumps(_plain(content), indent=2, ensure_ascii=False, default=str))


def say_either(form: Form, record: object, *lines: str) -> None:
    """Print a record for a machine, or for a reader the lines that say the same."""
    if form == "json":
        say_record(record)
        return
    for line in lines:
        say(line)


def _plain(content: object) -> Any:
    if is_dataclass(content) and not isinstance(content, type):
        return asdict(content)
    if isinstance(content, dict):
        return {key: _plain(value) for key, value in content.items()}
    return [_plain(one) for one in content] if isinstance(content, list | tuple) else content
