"""What the README claims comes from a benchmark that is committed."""

from pathlib import Path


def test_every_row_of_figures_was_printed_by_a_benchmark(checkout: Path) -> None:
    printed = {
        line
        for path in (checkout / "benchmarks").glob("*.md")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    readme = (checkout / "README.md").read_text(encoding="utf-8").splitlines()
    figures = [line for line in readme if line.startswith("|") and sum(c.isdigit() for c in line) > 12]
    assert len(figures) >= 14
    assert [line for line in figures if line not in printed] == []
