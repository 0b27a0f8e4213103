"""What the site of 193 countries costs: seconds, processor seconds, memory, bytes, and the same bytes twice.

A simulated package of all countries in all editions stands in for the publisher's workbook, which is not
ours to ship: as many scores, pages and pictures.

    python benchmarks/site.py
    python benchmarks/site.py --smallest

Memory is the sum over all processes of what each has alone and its share of the rest (PSS), read from /proc
ten times a second; where there is no such folder it is not given.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OCDATASET = [sys.executable, "-m", "ocdataset"]
WORLD, SMALLEST = 193 * (26 + 32 + 32), 100
HEADS = (
    "pages",
    "seconds",
    "processor seconds",
    "MB of memory",
    "index kB",
    "largest country page kB",
    "whole MB",
    "same bytes twice",
)


def shared_memory(process: int) -> int:
    """Return the PSS of a process and its children in bytes, 0 where it cannot be read."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) * 1024
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text("ascii").split()
            total += sum(shared_memory(int(child)) for child in children)
    except OSError:
        return total
    return total


def build(package: Path, out: Path) -> tuple[float, float, float]:
    """Build a site in a process of its own; return its seconds, processor seconds and most megabytes."""
    before, started, most = os.times(), time.perf_counter(), 0
    command = [*OCDATASET, "site", str(package), "-o", str(out)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, shared_memory(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise RuntimeError(f"ocdataset site ended with {process.returncode}")
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - started, spent, most / 1e6


def digest(folder: Path) -> str:
    """Return a digest of the names and contents of all files."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def kilobytes(paths: list[Path]) -> str:
    """Return the size of the largest of these files."""
    return f"{max(path.stat().st_size for path in paths) / 1e3:.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smallest", action="store_true", help="one country, to see that it works")
    rows = SMALLEST if parser.parse_args().smallest else WORLD
    with tempfile.TemporaryDirectory() as folder:
        package, first, second = (Path(folder) / name for name in ("package", "first", "second"))
        simulate = ["simulate", "-o", str(package), "--rows", str(rows), "--seed", "1"]
        subprocess.run([*OCDATASET, *simulate], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        costs = build(package, first)
        build(package, second)
        files = [path for path in first.rglob("*") if path.is_file()]
        figures = [
            sum(path.suffix == ".html" for path in files),
            *(f"{cost:.0f}" for cost in costs),
            kilobytes([first / "index.html"]),
            kilobytes(list(first.glob("country/*.html"))),
            f"{sum(path.stat().st_size for path in files) / 1e6:.0f}",
            "yes" if digest(first) == digest(second) else "NO",
        ]
    for line in (HEADS, ["---"] * len(HEADS), figures):
        print(f"| {' | '.join(map(str, line))} |")


if __name__ == "__main__":
    main()
