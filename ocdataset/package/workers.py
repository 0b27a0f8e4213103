"""Worker processes that files are run in: one that dies, or exceeds its bounds, costs no other file.

Libraries for such pools exist. The standard one gives up as a whole when a worker dies, and none of them
bounds the memory and the computing of a task, or ends with a parent that was killed.
"""

import ctypes
import gc
import os
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any, Final, TypeVar

from ocdataset.reference.errors import NoRoom

SECONDS: Final = 4.0
"""Of computing that a task may take; a profile is read in a tenth of one."""
PATIENCE: Final = 5.0
"""How many times as long a task may take while it computes nothing, as when a disk does not answer."""
BEGINNING: Final = 20.0
"""Seconds that a new worker may take to be there, on a machine that has much else to do."""
MOST_MEMORY: Final = 384 << 20
"""Bytes that a task may take beyond what its worker begins with."""

Given = TypeVar("Given")
Made = TypeVar("Made")
Instead = TypeVar("Instead")
_Process = Any
_PARENT_DIED: Final = 1
"""PR_SET_PDEATHSIG of Linux."""


@contextmanager
def workers(count: int) -> Iterator["Workers"]:
    """Give worker processes, which have ended when this does, or when this process has.

    Parameters
    ----------
    count : int
        How many at most; each begins with its first task.
    """
    pool = Workers(count)
    try:
        yield pool
    finally:
        pool.end()


class Workers:
    """Processes that carry out tasks, each replaced when it is lost.

    Parameters
    ----------
    count : int
        How many at most.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []

    def each(
        self,
        make: Callable[[Given], Made],
        given: Sequence[Given],
        lost: Callable[[Given, str], Instead],
        seconds: Callable[[Given], float] = lambda _: SECONDS,
    ) -> Iterator[Made | Instead]:
        """Yield what is made of each, in order.

        Parameters
        ----------
        make : callable
            Runs in a worker; what it raises is the loss of that task.
        given : sequence
        lost : callable
            Gives what takes the place of a task that was lost, and why it was.
        seconds : callable
            Gives the seconds of computing that a task may take.
        """
        waiting = iter(enumerate(given))
        made: dict[int, Made | Instead] = {}
        wanted = 0
        while wanted < len(given):
            for place, one in waiting:
                self._begin(place, make, one, seconds(one))
                if len(self._busy) >= self._count:
                    break
            for place, outcome in self._ended():
                made[place] = lost(given[place], outcome.why) if isinstance(outcome, _Loss) else outcome
            while wanted in made:
                yield made.pop(wanted)
                wanted += 1

    def _begin(self, place: int, make: Any, given: Any, seconds: float) -> None:
        worker = self._idle.pop() if self._idle else _Worker()
        self._busy.append(worker)
        worker.begin(place, make, given, seconds)

    def _ended(self) -> Iterator[tuple[int, Any]]:
        """Wait for a task to end, and give those that have with what came of them."""
        soonest = min(worker.deadline for worker in self._busy)
        ready = wait([worker.connection for worker in self._busy], max(0.0, soonest - monotonic()))
        for worker in list(self._busy):
            if worker.connection in ready or worker.deadline <= monotonic():
                outcome = worker.outcome(worker.connection in ready)
                self._busy.remove(worker)
                if worker.lives:
                    self._idle.append(worker)
                yield worker.place, outcome

    def end(self) -> None:
        """End every worker, whatever it does."""
        for worker in (*self._idle, *self._busy):
            worker.end()
        self._idle, self._busy = [], []


@dataclass(frozen=True)
class _Loss:
    """Why nothing came of a task."""

    why: str


class _Worker:
    """A process, the task that it has, and when that must have ended."""

    def __init__(self) -> None:
        self.process, self.connection = _started()
        self.lives = True
        self.place = -1
        self.deadline = 0.0
        self._seconds = 0.0
        self._make: Any = None

    def begin(self, place: int, make: Any, given: Any, seconds: float) -> None:
        """Hand over a task; what makes it only if that is another than before."""
        self.place, self._seconds = place, seconds
        self.deadline = monotonic() + PATIENCE * seconds + (BEGINNING if self._make is None else 0)
        # a worker that is gone shows where its answer is looked for
        with suppress(OSError):
            self.connection.send((make if make is not self._make else None, given, seconds))
        self._make = make

    def outcome(self, is_ready: bool) -> Any:
        """Return what came of the task, or its loss."""
        if not is_ready:
            self.end()
            return _Loss(f"was given up after {PATIENCE * self._seconds:.0f} seconds without an answer")
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            self.end()
            return _Loss(_why(self.process.exitcode, self._seconds))

    def end(self) -> None:
        """End the process."""
        self.lives = False
        self.process.kill()
        self.process.join()
        self.connection.close()


def _why(status: int | None, seconds: float) -> str:
    """Return why a process ended that should not have."""
    if status == -getattr(signal, "SIGPROF", 0):
        return f"takes more than {seconds:.0f} seconds of computing, which no profile does"
    return "makes the reader of such files crash; save it anew from a program that shows it"


def _started() -> tuple[_Process, Connection]:
    """Start a process: by a fork where no second thread can hold a lock that it would copy."""
    threads = Path("/proc/self/task")
    forks = threads.is_dir() and len(list(threads.iterdir())) == 1
    context = get_context("fork" if forks else "spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, os.getpid(), MOST_MEMORY), daemon=True)  # type: ignore[attr-defined]
    try:
        with _no_main_module():
            process.start()
    except OSError as error:
        raise NoRoom(f"no process can be started ({error.strerror})") from None
    there.close()
    return process, here


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep a new process from running the user's program once more, as it needs nothing of it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(connection: Connection, parent: int, memory: int) -> None:
    """Carry out tasks until there are no more."""
    _end_with(parent)
    gc.disable()
    _bound_memory(memory)
    make: Any = None
    while True:
        try:
            anew, given, seconds = connection.recv()
        except (EOFError, OSError):
            return
        make = anew or make
        connection.send(_outcome(make, given, seconds))


def _outcome(make: Any, given: Any, seconds: float) -> Any:
    timed = hasattr(signal, "setitimer")
    try:
        if timed:
            # load-bearing: the signal ends the process, wherever it computes
            signal.setitimer(signal.ITIMER_PROF, seconds)
        return make(given)
    except MemoryError:
        return _Loss(f"needs more than {MOST_MEMORY >> 20} MB of memory, which no profile does")
    except Exception as error:
        return _Loss(f"shows a fault of ocdataset ({type(error).__name__}: {error}); please report it")
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _end_with(parent: int) -> None:
    """Let this process end as soon as its parent has, and leave it to the parent to be stopped."""
    for name in ("SIGTERM", "SIGHUP", "SIGPROF"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIED, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    from multiprocessing import parent_process

    known = parent_process()
    if known is not None and known.pid == parent:
        known.join()
        os._exit(1)


def _bound_memory(memory: int) -> None:
    """Bound what this process may take beyond what it has."""
    if sys.platform != "linux":
        return
    import resource

    has = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = has + memory if most == resource.RLIM_INFINITY else min(has + memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
    # a crash is told in a line, and leaves no image of the memory behind
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
