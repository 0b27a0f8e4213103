"""What is computed in a thread of its own while other checks go on."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Aside(Thread, Generic[T]):
    """A computation in a thread of its own, which does not keep the process from ending.

    Parameters
    ----------
    compute : callable
        What gives the result.

    Examples
    --------
    >>> Aside(lambda: 1 + 1).result()
    2
    """

    def __init__(self, compute: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._compute = compute
        self._results: list[T] = []
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Compute the result."""
        try:
            self._results.append(self._compute())
        except Exception as error:
            self._error = error

    def result(self) -> T:
        """Return the result, once it is there; raise what computing it raised."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._results[0]
