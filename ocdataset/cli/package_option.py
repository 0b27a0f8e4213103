"""The one way to name a package: `--package`, for the verbs that ask the package in use."""

from typing import Any, Final

import click

from ocdataset.package.in_use import VARIABLE, using
from ocdataset.reference.errors import Misuse

WITHOUT: Final = frozenset({"code", "diff", "doctor", "fetch", "import", "simulate", "transcribe"})
"""Verbs that make a package, or work on files and folders, and ask none."""


def with_package(command: click.Command) -> click.Command:
    """Return a verb that also takes `--package`."""
    if not any("--package" in parameter.opts for parameter in command.params):
        command.params.append(_option())
    return command


def _option() -> click.Option:
    return click.Option(
        ["--package"],
        metavar="PATH",
        is_eager=True,
        expose_value=False,
        callback=_use,
        help=f"Another package than the one in use: its folder or descriptor. Default: {VARIABLE}, else the "
        "one fetched last, else the shipped one.",
    )


def _use(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:  # noqa: ARG001
    if value is not None and not ctx.resilient_parsing:
        ctx.meta[__name__] = value
        ctx.with_resource(using(value))


def not_both(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:  # noqa: ARG001
    """Refuse an argument PATH beside `--package`."""
    if value is not None and __name__ in ctx.meta:
        raise Misuse(f"{value} and --package {ctx.meta[__name__]} both name a package; give one of them")
    return value
