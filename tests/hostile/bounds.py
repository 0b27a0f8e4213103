"""A verb run as a user runs it, with what it took of the machine: whatever the file, it has to be little."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MOST_SECONDS = 5.0
"""Of computing, which does not hang on what else the machine does."""
MOST_MEMORY = 500_000_000
PATIENCE = 60.0
UNFORESEEN = "a fault of ocdataset"
"""What is said of an error that nobody thought of; of a file in the corpus somebody has."""


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
        assert UNFORESEEN not in self.err, said
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


SERVER = """
import json, os, resource, signal, sys, time
asked, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
os.dup2(2, 1)
import pandas, ocdataset.cli.verbs
from ocdataset.cli import main

def act(task):
    os.setsid()
    for number, path in ((1, task["out"]), (2, task["err"])):
        os.dup2(os.open(path, os.O_WRONLY), number)
    os.environ.update(task["variables"])
    sys.argv = ["ocdataset", *task["words"]]
    status = 70
    try:
        main()
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:
        import traceback
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)

for line in asked:
    task = json.loads(line)
    child = os.fork()
    if not child:
        act(task)
    ends, ended = time.monotonic() + task["patience"], 0
    while not ended:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if not ended and time.monotonic() > ends:
            os.killpg(child, 9)
            ended, status, used = os.wait4(child, 0)
        time.sleep(0.005)
    memory = used.ru_maxrss * 1024
    answer = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, memory]
    print(json.dumps(answer), file=answers, flush=True)
"""
"""A small process that has loaded the command line, and runs each verb in a copy of itself.

A child counts the memory of whoever began it until it is another program, so that one of a large test run
is large from the beginning; and loading the libraries anew for each of hundreds of runs takes minutes.
What is measured is the largest of a verb's processes and the computing of all of them: its workers are
waited for, and count.
"""


@cache
def _server() -> "subprocess.Popen[str]":
    environment = os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    atexit.register(server.communicate)
    return server


def run(*words: object, **variables: str) -> Run:
    """Run a verb, and return what came of it."""
    told = tuple(map(str, words))
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / name for name in ("out", "err")}
        for file in files.values():
            file.touch()
        task = {"words": told, "variables": variables, "patience": PATIENCE}
        task |= {name: str(file) for name, file in files.items()}
        server.stdin.write(json.dumps(task) + "\n")
        server.stdin.flush()
        status, seconds, memory = json.loads(server.stdout.readline())
        out, err = (file.read_bytes().decode("utf-8", "replace") for file in files.values())
    return Run(told, status, out, err, seconds, memory)


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
