"""`ocdataset verify`."""

from dataclasses import asdict
from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record
from ocdataset.cli.terminal import complain, say
from ocdataset.reference.counted import counted

SHOWN = 5


@click.command("verify")
@click.option(
    "--source",
    "sources",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help="Your own copy of a coded profile, as text; may be given several times.",
)
@click.option("--all", "every", is_flag=True, help="Show every unit that is not at its place, not five.")
@TEXT_OR_JSON
def command(sources: tuple[Path, ...], every: bool, form: Form) -> None:
    """Find every coded unit of the narratives again in your own copies of the profiles.

    A copy is the very file that was coded or another extraction of it: wrapped otherwise, with other
    line ends, quotes or composed letters. The exit status is 1 if a unit is missing
    or a file cannot be read; the others are looked through all the same.
    """
    from ocdataset.check.verifying import Unverified, verify_each
    from ocdataset.package.in_use import package_in_use

    results = verify_each(package_in_use(), sources)
    status = 0
    if form == "json":
        say_record([_record(result) for result in results])
    for result in results:
        if isinstance(result, Unverified):
            complain(result.reason)
            status = max(status, result.exit_status if len(results) == 1 else 1)
            continue
        status = max(status, int(result.count("missing") > 0))
        if form == "json":
            continue
        copy = "the very file that was coded" if result.untouched else "another extraction"
        say(f"{result.source_id}: {result.file} ({copy})")
        counts = ", ".join(f"{result.count(one)} {one}" for one in ("found", "moved", "missing"))
        say(f"  {counted(len(result.units), 'unit')}: {counts}")
        apart = [unit for unit in result.units if unit.status == "missing"]
        if every:
            apart = [unit for unit in result.units if unit.status != "found"]
        for unit in apart if every else apart[:SHOWN]:
            place = f", now at {unit.char_start}" if unit.status == "moved" else ""
            say(f"  {unit.unit_id} ({unit.kind}): {unit.status}{place}")
        if not every and len(apart) > SHOWN:
            say(f"  +{len(apart) - SHOWN} more missing (--all shows them)")
    raise SystemExit(status)


def _record(result: object) -> dict[str, object]:
    record = asdict(result)  # type: ignore[call-overload]
    return record if "units" in record else {"refused": record}
