"""A verb run as a user runs it, with what it took of the machine: whatever the file, it has to be little."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

MOST_SECONDS = 5.0
"""Of computing, which does not hang on what else the machine does."""
MOST_MEMORY = 500_000_000
PATIENCE = 60.0


@dataclass(frozen=True)
class Run:
    """What came of a run."""

    words: tuple[str, ...]
    status: int
    out: str
    err: str
    seconds: float
    memory: int

    def assert_bounded(self) -> "Run":
        """Assert that it ended as promised: by itself, within bounds, and without a traceback."""
        said = f"{self.words}: {self.status} {self.out[-500:]!r} {self.err[-2000:]!r}"
        assert self.status in (0, 1, 2), said
        assert "Traceback" not in self.err + self.out, said
        assert self.seconds < MOST_SECONDS, f"{self.seconds:.1f} s: {said}"
        assert self.memory < MOST_MEMORY, f"{self.memory // 1_000_000} MB: {said}"
        return self

    def assert_refused(self, *texts: str) -> "Run":
        """Assert that it is refused in one line, which says all of these."""
        self.assert_bounded()
        said = f"{self.words}: {self.status} {self.out!r} {self.err!r}"
        assert self.status in (1, 2), said
        assert len(self.err.splitlines()) == 1, said
        for text in texts:
            assert text in self.err, said
        return self


def run(*words: object, **variables: str) -> Run:
    """Run a verb, and return what came of it."""
    told = tuple(map(str, words))
    environment = os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"} | variables
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "ocdataset", *told],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env=environment,
            start_new_session=True,
        )
        ends = time.monotonic() + PATIENCE
        ended = 0
        while not ended:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if not ended and time.monotonic() > ends:
                os.killpg(process.pid, 9)
                ended, status, used = os.wait4(process.pid, 0)
            time.sleep(0.005)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    seconds = used.ru_utime + used.ru_stime
    return Run(told, process.returncode, texts[0], texts[1], seconds, used.ru_maxrss * 1024)


def irregular(folder: Path) -> dict[str, Path]:
    """Make what is no regular file in a folder."""
    import socket

    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    (folder / "folder").mkdir()
    (folder / "device").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)
        server.bind("socket")
        os.chdir(here)
    long = folder / ("x" * 260)
    return {name: folder / name for name in ("pipe", "loop", "folder", "device", "socket")} | {"long": long}
