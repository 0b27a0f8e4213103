# ruff: noqa: E402, S311
"""What a page of at most 200 kB costs at worst: seconds of computing and memory, read and established.

    python benchmarks/bounds.py                 hostile pages of the tests, cut at 200 kB, and some drawn anew
    python benchmarks/bounds.py --drawn 100     a hundred of those
    python benchmarks/bounds.py --smallest      a few, to see that it works

Each page is read and established in a process of its own, without the bounds that `transcribe` sets its
workers, so that what is printed is what the page costs and not where it was given up.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ocdataset.package.country_tables import country_tables
from ocdataset.package.reading_sources import ReadSource, read_or_refuse
from tests.hostile import corpus, kept_back
from tests.hostile.disorder import ACTS, LAYOUTS, rearranged

MOST_BYTES = 200_000
SECONDS, MEGABYTES = 2.0, 500
GIVEN_UP = 60


@dataclass(frozen=True)
class Cost:
    """What a page costs.

    Parameters
    ----------
    name : str
    size : int
        In bytes.
    reading, establishing : float
        Seconds of computing.
    megabytes : float
        The most memory that its process had, libraries and all.
    outcome : str
    """

    name: str
    size: int
    reading: float
    establishing: float
    megabytes: float
    outcome: str

    @property
    def is_within(self) -> bool:
        """Whether it is within the bounds."""
        return self.reading + self.establishing <= SECONDS and self.megabytes <= MEGABYTES


def drawn(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give pages of the layouts with their lines repeated and put elsewhere at random."""
    draw = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted(LAYOUTS.glob("*.txt"))]
    for number in range(count):
        acts = [
            (draw.choice(ACTS), draw.random(), draw.randint(1, 60), draw.randint(0, 1 << 30))
            for _ in range(draw.randint(1, 8))
        ]
        yield f"drawn {seed} {number}", rearranged(draw.choice(texts), acts).encode()[:MOST_BYTES]


def cost(name: str, content: bytes) -> Cost:
    """Read and establish a page in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        page, said = (
            Path(folder) / Path(name).with_suffix(Path(name).suffix or ".txt").name,
            Path(folder) / "said",
        )
        page.write_bytes(content)
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP))
            said.write_text(json.dumps((0.0, 0.0, f"given up after {GIVEN_UP} s of computing")))
            said.write_text(json.dumps(_costs(page)))
            os._exit(0)
        _, _, used = os.wait4(child, 0)
        reading, establishing, outcome = json.loads(said.read_text())
        if outcome.startswith("given up"):
            reading = used.ru_utime
        return Cost(name, len(content), reading, establishing, used.ru_maxrss / 1024, outcome)


def _costs(page: Path) -> tuple[float, float, str]:
    start = process_time()
    source = read_or_refuse(page, country="PRK", edition=2023, averages={})
    read = process_time()
    if not isinstance(source, ReadSource):
        return read - start, 0.0, source.reason.partition(": ")[2][:60]
    [(sheet, _), *_] = country_tables([("a", source)]).sheets or [(None, None)]
    outcome = "no sheet" if sheet is None else f"{len(source.readings):,} readings"
    return read - start, process_time() - read, outcome


def main() -> None:
    """Print a table, the dearest page first, and end with status 1 if one is beyond the bounds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drawn", type=int, default=40, help="how many pages are drawn at random")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randint(0, 1 << 20))
    parser.add_argument("--only", default="", help="only pages whose names hold this")
    parser.add_argument("--smallest", action="store_true", help="just see that it works")
    chosen = parser.parse_args()
    pages = {name: content[:MOST_BYTES] for name, content in (corpus.pages() | kept_back.pages()).items()}
    pages = {name: content for name, content in pages.items() if not name.endswith(".pdf")}
    pages = dict(list(pages.items())[:3]) if chosen.smallest else pages
    pages |= dict(drawn(2 if chosen.smallest else chosen.drawn, chosen.seed))
    costs = [cost(name, content) for name, content in pages.items() if chosen.only in name]
    costs.sort(key=lambda one: one.reading + one.establishing, reverse=True)
    print(f"{'page':32} {'kB':>5} {'read s':>7} {'est. s':>7} {'MB':>5}  outcome")
    for one in costs:
        mark = " " if one.is_within else "*"
        numbers = f"{one.size / 1000:5.0f} {one.reading:7.2f} {one.establishing:7.2f} {one.megabytes:5.0f}"
        print(f"{one.name[:31]:31}{mark} {numbers}  {one.outcome}")
    beyond = sum(not one.is_within for one in costs)
    print(f"\n{len(costs)} pages, {beyond} beyond {SECONDS:.0f} s or {MEGABYTES} MB (marked *)")
    sys.exit(bool(beyond))


if __name__ == "__main__":
    main()
