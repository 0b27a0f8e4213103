"""Write `ocdataset/__init__.pyi`: the calls with their signatures, for type checkers and editors.

The calls of `import ocdataset` are methods of the package in use, looked up when they are asked for;
no type checker can follow that. The stub is made from the methods themselves, so that nothing is
described twice; a test makes it anew and compares.
"""

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
STUB = ROOT / "ocdataset" / "__init__.pyi"
sys.path.insert(0, str(ROOT))

import ocdataset
from ocdataset.use import calls
from ocdataset.use.dataset import Dataset

PREAMBLE = '''"""Made by tools/interface.py from the calls themselves; do not edit."""

from ocdataset import errors as errors
'''


def stub() -> str:
    """Return the text of the stub, formatted."""
    trees = [_tree(module) for module in dict.fromkeys(map(_module_of, ocdataset._OF_THE_PACKAGE))]
    functions = _tree(calls)
    body = [node for tree in trees for node in _methods(tree)]
    names = {value: key for key, value in ocdataset._OF_ALL.items()}
    for node in functions.body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            node.name = names[node.name]
            node.decorator_list = []
            body.append(_without_body(node))
    body.sort(key=lambda node: node.name)
    properties = [
        f"{name}: {_type_of_property(name)}" for name in ocdataset._OF_THE_PACKAGE if _is_property(name)
    ]
    imports = [node for tree in (*trees, functions) for node in _imports(tree)]
    exported = f"__version__: str\n__all__ = {sorted(ocdataset.__all__)}"
    return _tidied(
        "\n".join([PREAMBLE, *map(ast.unparse, imports), exported, *properties, *map(ast.unparse, body)])
    )


def _module_of(name: str) -> ModuleType:
    """Return the module in which a method of a dataset is written."""
    found = getattr(Dataset, name)
    return sys.modules[(found.fget if _is_property(name) else found).__module__]


def _is_property(name: str) -> bool:
    return isinstance(getattr(Dataset, name), property)


def _type_of_property(name: str) -> str:
    return str(getattr(Dataset, name).fget.__annotations__["return"])


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _imports(tree: ast.Module) -> Iterator[ast.ImportFrom | ast.Import]:
    for node in tree.body:
        if isinstance(node, ast.If):
            yield from (one for one in node.body if isinstance(one, ast.ImportFrom | ast.Import))
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield node


def _methods(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    found = [
        node
        for one in tree.body
        if isinstance(one, ast.ClassDef)
        for node in one.body
        if isinstance(node, ast.FunctionDef)
        and node.name in ocdataset._OF_THE_PACKAGE
        and not _is_property(node.name)
    ]
    overloaded = {node.name for node in found if node.decorator_list}
    for node in found:
        if node.decorator_list or node.name not in overloaded:
            node.args.args = node.args.args[1:]
            yield _without_body(node)


def _without_body(node: ast.FunctionDef) -> ast.FunctionDef:
    node.body = node.body[:1] if ast.get_docstring(node) else [ast.Expr(ast.Constant(...))]
    return node


def _tidied(text: str) -> str:
    """Return the text without imports that nothing needs, sorted and formatted as the rest."""
    for command in (["check", "--fix-only", "--select", "F401,I,UP"], ["format"]):
        line = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(STUB), "-"]
        text = subprocess.run(line, input=text, capture_output=True, text=True, check=True).stdout
    return text


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8")
