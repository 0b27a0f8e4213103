"""Whether an error comes from a package that does not fit its schemas, and what is to be said then."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from ocdataset.package.package import Package
from ocdataset.reference.errors import DatasetError, PackageError

Class = TypeVar("Class")
_NOT_THE_PACKAGE = (DatasetError, MemoryError)
_NOT_ASKING = frozenset({"validate"})


def misfit(package: Package) -> PackageError | None:
    """Return what to say of a package that does not fit its schemas; None if it does.

    It is checked in whole, which takes time: only where something went wrong already.
    """
    from ocdataset.check.validation import validate_package

    try:
        violations = validate_package(package).violations
    except DatasetError as error:
        first = str(error)
    else:
        if not violations:
            return None
        first = str(violations[0])
    return PackageError(
        f"{package.root}: the package does not fit its schemas ({first}); "
        "`ocdataset validate` tells everything that is wrong with it"
    )


def naming_misfits(cls: type[Class]) -> type[Class]:
    """Return a class of calls on its `package` in which a package that does not fit is named as the cause.

    Whatever else goes wrong stays what it is: a fault of ours is not to pass for one of the package.
    """
    for name, call in [pair for base in reversed(cls.__mro__) for pair in vars(base).items()]:
        if callable(call) and not name.startswith("_") and name not in _NOT_ASKING:
            setattr(cls, name, _naming_misfits(call))
    return cls


def _naming_misfits(call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def named(self: Any, *given: Any, **named: Any) -> Any:
        try:
            return call(self, *given, **named)
        except _NOT_THE_PACKAGE:
            raise
        except Exception as error:
            # a call that does not take what it was given never reached the package
            trace = error.__traceback__
            unfit = misfit(self.package) if trace is not None and trace.tb_next is not None else None
            if unfit is None:
                raise
            raise unfit from error

    return named
