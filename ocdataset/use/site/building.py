"""The whole site of a package, page by page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import PackageError
from ocdataset.reference.extras import require_extra
from ocdataset.use.plot.grounds import CLASSES
from ocdataset.use.plot.pictures import Pictures
from ocdataset.use.site.country_pages import country_page
from ocdataset.use.site.data_files import country_files, package_files
from ocdataset.use.site.facts import Facts
from ocdataset.use.site.front_pages import about_page, index_page, is_the_publishers
from ocdataset.use.site.held import HeldPackage
from ocdataset.use.site.measure_pages import measure_page, measure_script
from ocdataset.use.site.own_folder import own_folder, refuse_what_is_not_ours
from ocdataset.use.site.pictures import Picture, colours_as_css, country_pictures, picture
from ocdataset.use.site.rendering import asset

Files = dict[str, bytes]
Progress = Callable[[Iterable[Files], int], Iterable[Files]]
OUTLINES_FILE: Final = "outlines.txt"


@dataclass(frozen=True)
class Site:
    """A site that was built.

    Parameters
    ----------
    folder : Path
    pages : int
    megabytes : float
    not_ours : bool
        Whether figures come from the publisher's workbook.
    """

    folder: Path
    pages: int
    megabytes: float
    not_ours: bool


def build_site(package: Package, out: Path, progress: Progress = lambda steps, _: steps) -> Site:
    """Build the site of a package in a folder that appears whole or not at all.

    Parameters
    ----------
    package : Package
    out : Path
        A new folder, or one that holds a site of ours, whose place it takes.
    progress : callable
        Gives steps and their number back as they are taken.

    Raises
    ------
    MissingExtra
        If the extra `site` is not installed.
    Misuse
        If the folder holds anything else, or cannot be written.
    PackageError
        If the package holds no figures, or what it holds is damaged.
    """
    require_extra("site", "a site")
    refuse_what_is_not_ours(out)
    facts = Facts(HeldPackage(package.root, package.descriptor))
    if not facts.editions:
        raise PackageError(f"{package.root}: the package holds no scores and no averages to show")
    pages = size = 0
    about = {"made_by": "ocdataset site", "data_version": package.version}
    with own_folder(out, about) as folder:
        taken: set[str] = set()
        for step in progress(_steps(facts), len(facts.countries) + len(facts.measures) + 2):
            _write(folder, step, taken)
            pages += sum(name.endswith(".html") for name in step)
            size += sum(map(len, step.values()))
    return Site(out, pages, size / 1e6, is_the_publishers(facts))


def _write(folder: Path, step: Files, taken: set[str]) -> None:
    for name, content in step.items():
        if name.casefold() in taken:
            raise PackageError(f"the package has a file {name!r}, which is the place of a page; rename it")
        taken.add(name.casefold())
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _steps(facts: Facts) -> Iterator[Files]:
    """Give the files of the site, a few at a time."""
    yield package_files(facts.package) | _assets()
    front = []
    if facts.quadrants:
        front.append(picture(Pictures(facts.dataset).quadrants(max(facts.quadrants)), "quadrants.svg"))
    yield {"index.html": index_page(facts, front), "about.html": about_page(facts)} | _svg("", front)
    for measure in facts.measures:
        yield {
            f"measure/{measure}.html": measure_page(facts, measure),
            f"measure/{measure}.js": measure_script(facts, measure),
        }
    codes = list(facts.countries)
    for code, pictures in zip(codes, country_pictures(facts.package, codes), strict=True):
        page = {f"country/{code}.html": country_page(facts, code, pictures)}
        yield page | _svg("country/", pictures) | country_files(facts, code)


def _svg(folder: str, pictures: Iterable[Picture]) -> Files:
    return {f"{folder}{one.file}": one.svg for one in pictures}


def _assets() -> Files:
    classes = "".join(
        f".{side} .k{at}{{fill:var(--{scheme}-{at});background:var(--{scheme}-{at})}}\n"
        for side, scheme in (("worse", "criminality"), ("better", "resilience"))
        for at in range(len(CLASSES))
    )
    bars = "".join(f".w{width}{{--w:{width}%}}\n" for width in range(10, 101))
    notice = files("ocdataset.use.plot.outlines") / "README.md"
    return {
        "site.css": (asset("site.css") + colours_as_css() + "\n" + classes + bars).encode(),
        "index.js": asset("index.js").encode(),
        OUTLINES_FILE: notice.read_text(encoding="utf-8").encode(),
    }
