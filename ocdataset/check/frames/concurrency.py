"""What is computed in threads of their own while other checks go on."""

from collections.abc import Callable, Hashable, Sequence
from threading import RLock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class InThread(Thread, Generic[T]):
    """A computation in a thread of its own, which does not keep the process from ending.

    Parameters
    ----------
    compute : callable
        What gives the result.

    Examples
    --------
    >>> InThread(lambda: 1 + 1).result()
    2
    """

    def __init__(self, compute: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._compute = compute
        self._results: list[T] = []
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Compute the result."""
        try:
            self._results.append(self._compute())
        except BaseException as error:
            # a stop may come up in any thread, and so may a panic of polars
            self._error = error

    def result(self) -> T:
        """Return the result, once it is there; raise what computing it raised."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._results[0]


def computed_in_two_threads(given: Sequence[Callable[[], T]]) -> list[T]:
    """Return what each of several computations gives, in their order, while two threads share them.

    Examples
    --------
    >>> computed_in_two_threads([lambda: "first", lambda: "second"])
    ['first', 'second']
    """
    places = iter(range(len(given)))
    found: dict[int, T] = {}

    def take_turns() -> None:
        for place in places:
            found[place] = given[place]()

    other = InThread(take_turns)
    take_turns()
    other.result()
    return [found[place] for place in range(len(given))]


class OncePerKey(Generic[T]):
    """What is computed once for a key, by the thread that asks first; the others wait for it.

    Examples
    --------
    >>> kept = OncePerKey()
    >>> kept.of("scores", lambda: 32), kept.of("scores", lambda: 33)
    (32, 32)
    """

    def __init__(self) -> None:
        self._results: dict[Hashable, T] = {}
        self._locks: dict[Hashable, RLock] = {}

    def but(self, key: Hashable) -> "OncePerKey[T]":
        """Return one that has what this one keeps, but for a key."""
        others: OncePerKey[T] = OncePerKey()
        others._results = {kept: result for kept, result in self._results.items() if kept != key}
        return others

    def of(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what is kept for a key, computed now if it is not there."""
        if key not in self._results:
            with self._locks.setdefault(key, RLock()):
                if key not in self._results:
                    self._results[key] = compute()
        return self._results[key]
