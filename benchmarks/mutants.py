"""Which changes of the rules and phases themselves the tests notice: drawn at random, one at a time.

    python benchmarks/mutants.py [--minutes 30] [--seed 21] [-o benchmarks/MUTANTS.md]
    python benchmarks/mutants.py --smallest

A mutant is the source with one comparison, operator, negation, number, word or way of joining
exchanged. Each is imported in a process of its own in place of the file, which stays as it is, and the
tests of the rules are run on it until one fails. What survives is listed with its line: either no test
covers it, or the change changes nothing.
"""

import argparse
import ast
import importlib.abc
import importlib.machinery
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parents[1]
CHECK = ROOT / "ocdataset" / "check"
TESTS = (
    "tests/check/test_rules.py",
    "tests/check/test_reference_rules.py",
    "tests/engines/test_prefilter.py",
)
FILES = (
    *(CHECK / "phases" / f"{name}.py" for name in ("cells", "columns", "keys", "row_checks", "formulas")),
    *(
        CHECK / "rules" / f"{name}.py"
        for name in ("scores", "ranks", "evidence", "printed_text", "reference_tables", "readings", "shipped")
    ),
)
EXCHANGED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
JOINS = {"anti": "semi", "semi": "anti", "inner": "left", "left": "inner"}


@dataclass(frozen=True)
class Mutant:
    """A file with one change: which of its places, and in what line."""

    path: Path
    place: int
    line: int

    def tree(self) -> ast.Module:
        """Return the changed source."""
        return changed(self.path, self.place)

    def __str__(self) -> str:
        """Return the line before and after."""
        plain, other = (ast.unparse(ast.parse(self.path.read_text())), ast.unparse(self.tree()))
        before, after = next(
            (one, two) for one, two in zip(plain.split("\n"), other.split("\n"), strict=True) if one != two
        )
        return (
            f"{self.path.relative_to(ROOT)}:{self.line}: `{before.strip()[:150]}` -> `{after.strip()[:150]}`"
        )


class Changing(ast.NodeTransformer):
    """Count the places where a change can be made, and make one."""

    def __init__(self, place: int = -1) -> None:
        self.place, self.lines, self._line = place, list[int](), 1

    def _is_here(self) -> bool:
        self.lines.append(self._line)
        return len(self.lines) - 1 == self.place

    def visit(self, node: ast.AST) -> ast.AST:
        """Return a node, changed if it is the one."""
        self._line = getattr(node, "lineno", self._line)
        if isinstance(node, (ast.AnnAssign, ast.ImportFrom, ast.arguments, ast.JoinedStr)):
            return node  # neither types nor wording
        other = EXCHANGED.get(type(node))
        if other is not None and self._is_here():
            return other()
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Invert, ast.Not)) and self._is_here():
            return node.operand
        if isinstance(node, ast.Constant):
            return self._constant(node)
        return self.generic_visit(node)

    def _constant(self, node: ast.Constant) -> ast.Constant:
        value = node.value
        if isinstance(value, str) and value in JOINS and self._is_here():
            return ast.Constant(JOINS[value])
        if isinstance(value, bool) and self._is_here():
            return ast.Constant(not value)
        if isinstance(value, int) and not isinstance(value, bool) and self._is_here():
            return ast.Constant(value + 1)
        return node


def changed(path: Path, place: int) -> ast.Module:
    """Return the source of a file with a change at one of its places."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    Changing(place).visit(tree)
    return ast.fix_missing_locations(tree)


def mutants() -> Iterator[Mutant]:
    """Give every mutant of every file."""
    for path in FILES:
        counting = Changing()
        counting.visit(ast.parse(path.read_text(encoding="utf-8")))
        yield from (Mutant(path, place, line) for place, line in enumerate(counting.lines))


class Importer(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):
    """Import a mutant in place of its file."""

    def __init__(self, mutant: Mutant) -> None:
        self.module = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
        super().__init__(self.module, str(mutant.path))
        self._mutant = mutant

    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]  # noqa: ARG002
        """Return where the module comes from, if it is the one."""
        if name != self.module:
            return None
        return importlib.machinery.ModuleSpec(name, self, origin=str(self._mutant.path))

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        """Return the changed code."""
        return compile(self._mutant.tree(), str(self._mutant.path), "exec")


def survives(mutant: Mutant) -> bool:
    """Return whether the tests pass on a mutant, run in a process of their own."""
    child = os.fork()
    if not child:
        import pytest

        sys.meta_path.insert(0, Importer(mutant))
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os._exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-k", "not pandas", *TESTS]))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def main() -> None:
    """Draw mutants for a while, and say which survive."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--smallest", action="store_true", help="two mutants, to see that it works")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "benchmarks" / "MUTANTS.md")
    asked = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    every = list(mutants())
    drawn = random.Random(asked.seed).sample(every, len(every))  # noqa: S311
    ends, surviving, tried = time.monotonic() + asked.minutes * 60, list[Mutant](), 0
    for mutant in drawn[:2] if asked.smallest else drawn:
        if time.monotonic() > ends:
            break
        tried += 1
        if survives(mutant):
            surviving.append(mutant)
            print(f"{tried}: survives: {mutant}", flush=True)
        else:
            print(f"{tried}: noticed: {mutant}", flush=True)
    lines = [
        "# Which changes of the rules the tests notice",
        "",
        "Written by `python benchmarks/mutants.py`, whose first lines say what is changed and how.",
        "",
        f"Seed {asked.seed}: {tried} of {len(every)} mutants tried, {tried - len(surviving)} noticed.",
        "",
        "Surviving:",
        "",
        *([f"- {mutant}" for mutant in sorted(surviving, key=str)] or ["none"]),
    ]
    if not asked.smallest:
        asked.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
