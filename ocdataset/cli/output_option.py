"""The one way to say where a verb writes: `-o`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def output(what: str, *, dir_okay: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option `-o`, with what is written there; the verb has it as `out`."""
    return click.option(
        "-o",
        "--output",
        "out",
        metavar="PATH",
        required=True,
        type=click.Path(path_type=Path, dir_okay=dir_okay),
        help=what,
    )


NEW_PACKAGE = "A new folder for the package."
