"""Using a package: loading its tables, describing, citing and showing them.

Called, `ocdataset.use(path)` makes a package the one in use: importing this station puts it in the
place of the function of that name, so it answers for it.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ocdataset.use.dataset import Dataset


class _Station(ModuleType):
    def __call__(self, path: Any) -> "Dataset":
        """Make a package the one in use; see `ocdataset.use.calls.use_package`."""
        from ocdataset.use.calls import use_package

        return use_package(path)


sys.modules[__name__].__class__ = _Station
