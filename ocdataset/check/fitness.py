"""Whether an error comes from what a call was given or from a package that does not fit its schemas."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from ocdataset.check.misuse import misuse
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


def naming_causes(cls: type[Class]) -> type[Class]:
    """Return a class of calls on its `package` in which the cause of what goes wrong is named.

    That is what a call was given, or a package that does not fit its schemas. Whatever else goes wrong
    stays what it is: a fault of ours is not to pass for one of the package.
    """
    for name, call in [pair for base in reversed(cls.__mro__) for pair in vars(base).items()]:
        if callable(call) and not name.startswith("_"):
            setattr(cls, name, _naming_causes(call))
    return cls


def _naming_causes(call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def named(self: Any, *given: Any, **named: Any) -> Any:
        try:
            return call(self, *given, **named)
        except _NOT_THE_PACKAGE:
            raise
        except Exception as error:
            # a call that does not take what it was given never reached the package
            trace = error.__traceback__
            reached = trace is not None and trace.tb_next is not None
            asks = call.__name__ not in _NOT_ASKING
            told = misuse(call, (self, *given), named, error) or (
                misfit(self.package) if reached and asks else None
            )
            if told is None:
                raise
            raise told from error

    return named
