"""Where the dataset is: one answer in a wheel, an editable install and a checkout."""

from functools import cache
from pathlib import Path

DESCRIPTOR = "datapackage.json"


@cache
def shipped_package() -> Path:
    """Return the folder that holds the shipped `datapackage.json`, `data/` and `schemas/`.

    A checkout wins over a copy below the package, because an editable install may leave a stale one.

    Raises
    ------
    FileNotFoundError
        If the installation is broken and holds no data.

    Examples
    --------
    >>> (shipped_package() / "schemas" / "scores.json").is_file()
    True
    """
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "schemas").is_dir():
        return checkout
    if (package / "schemas").is_dir():
        return package
    raise FileNotFoundError(f"{package} holds no data: install ocdataset again")
