"""A task that goes wrong in any way is lost alone, and no worker outlives the run that began it."""

import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ocdataset.package import workers as module
from ocdataset.package.workers import workers

posix = pytest.mark.skipif(os.name != "posix", reason="the bounds are those of POSIX")


def misbehave(how: str) -> str:
    if how == "crash":
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "compute":
        while True:
            pass
    if how == "wait":
        time.sleep(60)
    if how == "grow":
        held = [bytes(1 << 24)]
        while True:
            held.append(bytes(1 << 24) + held[-1][:1])
    if how == "raise":
        raise ZeroDivisionError("by zero")
    if how == "deep":
        return misbehave(how)
    if how == "exit":
        sys.exit(3)
    return how.upper()


def lost(given: str, why: str) -> str:
    return f"{given}: {why}"


BAD = ["crash", "compute", "wait", "grow", "raise", "deep", "exit"]


@posix
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("forked", [True, False])
def test_each_loss_is_one_of_its_own(count: int, forked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 10.0)
    monkeypatch.setattr(module, "BEGINNING", 3.0)
    given = ["a", *(word for how in BAD for word in (how, "b")), "c"]
    ended = threading.Event()
    aside = threading.Thread(target=ended.wait)
    if not forked:
        aside.start()
    try:
        with workers(count) as pool:
            found = list(pool.each(misbehave, given, lost, lambda _: 0.3))
    finally:
        ended.set()
    whys = {line.partition(": ")[0]: line for line in found if ": " in line}
    assert [one for one in found if one.isupper()] == ["A", *["B"] * len(BAD), "C"]
    assert list(whys) == BAD
    assert "crash" in whys["crash"].partition(": ")[2]
    assert "seconds of computing" in whys["compute"]
    assert "given up" in whys["wait"]
    assert "of memory" in whys["grow"] or "of computing" in whys["grow"]
    assert "ZeroDivisionError" in whys["raise"]
    assert "RecursionError" in whys["deep"]


PARENT = """
import signal, sys, threading, time
# under nohup it is ignored, and what is ignored is inherited
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from ocdataset.package.workers import workers
from tests.hostile.test_workers import lost, misbehave
if sys.argv[1] == "spawn":
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
with workers(2) as pool:
    print("begun", flush=True)
    list(pool.each(misbehave, ["wait", "wait", "wait"], lost, lambda _: 60.0))
"""


def children_of(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def gone(processes: list[int], seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if not any(Path(f"/proc/{one}").exists() for one in processes):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this machine does not list processes there")
@pytest.mark.parametrize("how", ["fork", "spawn"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL", "SIGINT"])
def test_workers_end_with_their_parent(how: str, name: str, checkout: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, how], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=checkout
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    wanted, ends = (2 if how == "fork" else 3), time.monotonic() + 20
    while len(children := children_of(parent.pid)) < wanted and time.monotonic() < ends:
        time.sleep(0.02)
    time.sleep(0.3)
    parent.send_signal(getattr(signal, name))
    parent.wait(timeout=30)
    parent.stdout.close()
    assert children
    # two seconds on a machine that has time; here only that they end
    assert gone(children, 30)
