"""Which package is in use: the one that OCDATASET_PACKAGE names, or the shipped one."""

import os

from ocdataset.package.package import Package, open_package

VARIABLE = "OCDATASET_PACKAGE"


def package_in_use() -> Package:
    """Return the package in use.

    Raises
    ------
    PackageError
        If the environment variable names no package.
    """
    return open_package(os.environ.get(VARIABLE) or None)
