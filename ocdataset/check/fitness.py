"""Whether an error comes from what a call was given or from a package that does not fit its schemas."""

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from ocdataset.check.misuse import misuse
from ocdataset.package.package import Package, open_package
from ocdataset.reference.errors import DatasetError, PackageError
from ocdataset.reference.location import DESCRIPTOR

Class = TypeVar("Class")
Given = ParamSpec("Given")
Made = TypeVar("Made")
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
        "`ocdataset validate` lists everything that is wrong with it"
    )


def telling_causes(call: Callable[Given, Made]) -> Callable[Given, Made]:
    """Return a call in which the cause of what goes wrong is named, as in those of a dataset."""

    @functools.wraps(call)
    def telling(*given: Given.args, **named: Given.kwargs) -> Made:
        try:
            return call(*given, **named)
        except _NOT_THE_PACKAGE:
            raise
        except Exception as error:
            told = misuse(call, given, named, error) or first_misfit([*given, *named.values()])
            if told is None:
                raise
            raise told from error

    return telling


def first_misfit(given: Iterable[object]) -> DatasetError | None:
    """Return what is wrong with the first package that does not fit among what was given; None if all do."""
    for one in given:
        if isinstance(one, str | Path) and (Path(one).is_dir() or Path(one).name == DESCRIPTOR):
            try:
                unfit = misfit(open_package(one))
            except DatasetError as error:
                return error
            if unfit is not None:
                return unfit
    return None


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
