"""The pictures beside the pages: drawn once, on the ground that the reader's screen has."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ocdataset.reference.notices import DatasetWarning
from ocdataset.use.dataset import Dataset
from ocdataset.use.narrative import coded_profiles
from ocdataset.use.plot.grounds import ground
from ocdataset.use.plot.pictures import Pictures
from ocdataset.use.plot.saving import svg_text
from ocdataset.use.site.held import HeldPackage

if TYPE_CHECKING:
    import altair

WORTH_A_PROCESS: Final = 12
"""So many countries are drawn by processes of their own; for fewer, starting these takes longer."""
PROCESSES: Final = 2
SIZE: Final = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')


@dataclass(frozen=True)
class Picture:
    """A picture beside a page.

    Parameters
    ----------
    file : str
        Its name.
    description : str
    width, height : int
    svg : bytes
    """

    file: str
    description: str
    width: int
    height: int
    svg: bytes


def picture(chart: "altair.VConcatChart", file: str) -> Picture:
    """Return a chart as a picture that follows the ground of the reader's screen."""
    drawn = svg_text(chart)
    found = SIZE.match(drawn)
    if found is None:
        raise ValueError(f"the drawing has no size: {drawn[:200]}")
    width, height = map(int, found.groups())
    description = str(chart.description)
    return Picture(file, description, width, height, _on_either_ground(drawn).encode())


def colours_as_css() -> str:
    """Return the colours of both grounds as CSS variables of the root."""
    both = [_variables(name) for name in ("light", "dark")]
    return f":root{{{both[0]}}}@media(prefers-color-scheme:dark){{:root{{{both[1]}}}}}"


def _variables(name: str) -> str:
    return ";".join(f"--{key}:{colour}" for key, colour in _named(name).items())


@cache
def _named(name: str) -> dict[str, str]:
    on = ground(name)
    schemes = {
        f"{scheme}-{at}": colour for scheme, group in on.schemes.items() for at, colour in enumerate(group)
    }
    return on.colours | schemes


def _on_either_ground(svg: str) -> str:
    """Return an SVG drawn on the light ground with variables in the place of its colours."""
    variables = {colour: name for name, colour in _named("light").items()}

    def variable(found: re.Match[str]) -> str:
        name = variables.get(found[2].lower())
        return found[0] if name is None else f'{found[1]}="var(--{name})"'

    coloured = re.sub(r'\b(fill|stroke)="(#[0-9a-fA-F]{6})"', variable, svg)
    plain = re.sub(r' (?:aria-label|role|aria-roledescription|aria-hidden)="[^"]*"', "", coloured)
    return plain.replace("><title>", f"><style>{colours_as_css()}</style><title>", 1)


def country_pictures(package: HeldPackage, countries: Sequence[str]) -> Iterator[list[Picture]]:
    """Give the pictures of each country, in the order of the countries."""
    what = (package.root, package.descriptor)
    if len(countries) < WORTH_A_PROCESS:
        _open(*what)
        yield from map(_of_country, countries)
        return
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), initializer=_open, initargs=what) as pool:
        try:
            yield from pool.map(_of_country, countries, chunksize=8)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_parted: dict[str, HeldPackage] = {}


def _open(root: Path, descriptor: Mapping[str, Any]) -> None:
    """Read a package and part it by country, once a process."""
    whole = HeldPackage(root, descriptor)
    held = {row["country"] for table in ("scores", "averages") for row in whole.rows(table)}
    _parted.clear()
    _parted.update(whole.of_countries(sorted(held)))


def _of_country(code: str) -> list[Picture]:
    """Return the pictures of a country: its change, else its profile, and its narrative's network."""
    package = _parted[code]
    plot = Pictures(Dataset(package))
    editions = sorted({int(row["edition"]) for row in package.rows("averages")})
    charts: list[tuple[str, Callable[[], altair.VConcatChart]]] = []
    if len(editions) > 1:
        start, end = editions[-2:]
        charts.append((f"change-{start}-{end}", lambda: plot.change(code, start, end)))
    elif editions:
        charts.append((f"profile-{editions[0]}", lambda: plot.profile(code, editions[0])))
    coded = [edition for country, edition in coded_profiles(package) if country == code]
    if coded:
        charts.append((f"network-{coded[-1]}", lambda: plot.network(code, coded[-1])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DatasetWarning)
        return [picture(chart(), f"{code}-{name}.svg") for name, chart in charts]
