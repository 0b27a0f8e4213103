"""What to say of a call that went wrong by what it was given: a type, a path, a disk that is full."""

import errno
import inspect
import os
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from numbers import Integral, Real
from typing import Any, Final, Literal, Union, get_args, get_origin

from ocdataset.reference.errors import DatasetError, Misuse, NoRoom, UnfitFile

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE})
_LONGEST_SHOWN: Final = 60


def misuse(
    call: Callable[..., Any], given: Iterable[Any], named: Mapping[str, Any], error: Exception
) -> DatasetError | None:
    """Return what to say of an error of a call; None if it is not by what the call was given.

    It is asked only where something went wrong already, so that whatever does its work is taken: a
    number of NumPy, an index of pandas, a path of another library.
    """
    if isinstance(error, OSError):
        return _of_the_machine(error)
    try:
        arguments = inspect.signature(call).bind(*given, **named).arguments
    except TypeError:  # Python's own line names the argument
        return None
    for name, value in arguments.items():
        hint = _hint(call, name)
        if not _fits(value, hint):
            return Misuse(f"{call.__name__}: {name} must be {_spelt(hint)}, not {_shown(value)}")
        if isinstance(error, ValueError) and any(map(_is_no_path, _texts(value))):
            return Misuse(
                f"{call.__name__}: {name} is {_shown(value)}, which has a NUL or half a character in it"
            )
    return None


def _of_the_machine(error: OSError) -> DatasetError:
    reason = error.strerror or str(error)
    if error.errno in _FULL:
        return NoRoom(f"{error.filename}: {reason}" if error.filename else reason)
    return UnfitFile(error.filename, reason, error.errno or 0) if error.filename else Misuse(reason)


def _hint(call: Callable[..., Any], name: str) -> Any:
    """Return the type that an argument is annotated with; Any where it is known to type checkers alone."""
    hint = inspect.signature(call).parameters[name].annotation
    if not isinstance(hint, str):
        return Any if hint is inspect.Parameter.empty else hint
    try:
        return eval(hint, getattr(inspect.unwrap(call), "__globals__", {}))  # noqa: S307  (our own source)
    except (NameError, TypeError, AttributeError):
        return Any


def _fits(value: Any, hint: Any) -> bool:
    """Return whether a value is of an annotated type, or could do its work."""
    origin = get_origin(hint)
    if hint is None or hint is type(None):
        return value is None
    if origin is Literal:
        return isinstance(value, str | int) and value in get_args(hint)
    if origin in (Union, types.UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if origin is not None:
        return _is_sequence(value) and all(_fits(one, get_args(hint)[0]) for one in value)
    if hint is Any or not isinstance(hint, type):
        return True
    return isinstance(value, _DOES.get(hint, hint))


_DOES: Final[dict[Any, Any]] = {int: Integral, float: Real, bool: Integral}


def _is_sequence(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping | Iterator)


def _texts(value: Any) -> list[str]:
    several = list(value) if _is_sequence(value) else [value]
    return [str(one) for one in several if isinstance(one, str | os.PathLike)]


def _is_no_path(text: str) -> bool:
    try:
        return b"\0" in os.fsencode(text)
    except UnicodeEncodeError:
        return True


def _spelt(hint: Any) -> str:
    """Return a type as it is written, without the modules of its names.

    Examples
    --------
    >>> _spelt(str | os.PathLike[str] | None)
    'str | PathLike[str] | None'
    """
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", inspect.formatannotation(hint))


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}..."
