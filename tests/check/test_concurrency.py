"""Checks that two threads share: what comes of them is what one thread would give."""

from threading import Barrier, get_ident

import pytest

from ocdataset.check.frames.concurrency import OncePerKey, computed_in_two_threads


def test_two_threads_share_the_work_and_keep_its_order() -> None:
    both_at_once = Barrier(2, timeout=10)

    def met(place: int) -> tuple[int, int]:
        both_at_once.wait()
        return place, get_ident()

    found = computed_in_two_threads([lambda place=place: met(place) for place in range(6)])
    assert [place for place, _ in found] == list(range(6))
    assert len({thread for _, thread in found}) == 2


@pytest.mark.parametrize("error", [ValueError("no table"), KeyboardInterrupt()])
def test_what_either_thread_raises_is_raised(error: BaseException) -> None:
    both_at_once = Barrier(2, timeout=10)
    main = get_ident()

    def failing_aside() -> None:
        both_at_once.wait()
        if get_ident() != main:
            raise error

    with pytest.raises(type(error)):
        computed_in_two_threads([failing_aside, failing_aside])


def test_what_two_threads_ask_for_is_computed_once() -> None:
    kept: OncePerKey[object] = OncePerKey()
    both_at_once = Barrier(2, timeout=10)

    def asked() -> object:
        both_at_once.wait()
        return kept.of("scores", object)

    first, second = computed_in_two_threads([asked, asked])
    assert first is second
