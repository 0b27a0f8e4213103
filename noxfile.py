"""The checks, by name, for people and for CI: `nox -s check`, or `lint`, `tests`, `docs` ..."""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["check"]


@nox.session
def lint(session: nox.Session) -> None:
    """Run what reads the code alone: lint, format, types, and what may import what."""
    session.install("-e", ".[test,lint]")
    _lint(session)


def _lint(session: nox.Session) -> None:
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def check(session: nox.Session) -> None:
    """Run everything that is quick: what reads the code, the package itself, and the nearest tests."""
    session.install("-e", ".[test,lint]")
    _lint(session)
    session.run("ocdataset", "validate", silent=True)
    session.run(
        "pytest", "-q", "-n", "auto", "tests/package/test_shipped.py", "tests/use", "tests/test_extras.py"
    )


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test."""
    session.install("-e", ".[test]")
    session.run("pytest", "-q", "-n", "auto", *session.posargs)


@nox.session(venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run the nearest tests with the lowest versions that pyproject.toml admits."""
    session.install("--resolution", "lowest-direct", "--compile-bytecode", "-e", ".[test]")
    session.run("pytest", "-q", "-n", "auto", "tests/package/test_shipped.py", "tests/use", "tests/export")


@nox.session
def interface(session: nox.Session) -> None:
    """Run mypy and pyright on right and wrong uses of the interface."""
    session.install("-e", ".[test,lint]")
    session.run("pytest", "-q", "tests/test_interface.py")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into docs/_site; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-q", "-W", "--keep-going", "docs", "docs/_site")


@nox.session
def croissant(session: nox.Session) -> None:
    """Read every record of croissant.json with mlcroissant."""
    session.install("-e", ".[test,records]")
    session.run("pytest", "-q", "tests/records")
