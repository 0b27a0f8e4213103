"""A session of Spark that is begun for a check and ends with it, also when the user stops it."""

import logging
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",  # what goes wrong comes back as an exception
    "spark.sql.ansi.enabled": "true",
    "spark.sql.dataFrameQueryContext.enabled": "false",
}


class SessionOfOurOwn:
    """A session on this machine, or where the configuration of Spark sends it.

    Ctrl-C is held back until Java is up, for a Java machine whose start is broken off runs on for ever.
    """

    def __init__(self) -> None:
        self._asked = self._up = False
        in_front = threading.current_thread() is threading.main_thread()
        self._before: Any = signal.signal(signal.SIGINT, self._stop_asked) if in_front else None
        try:
            # begun in front, Spark would answer Ctrl-C itself: it talks to Java while something else does
            with ThreadPoolExecutor(1) as aside:
                self.session = aside.submit(_begun).result()
        except BaseException:
            self._give_back()
            raise
        self._up = True
        if self._asked:
            self.stop()
            raise KeyboardInterrupt

    def stop(self) -> None:
        """End the session and what it computes, and let Ctrl-C be what it was."""
        try:
            if self._asked:
                self.session.sparkContext.cancelAllJobs()
            self.session.stop()
        finally:
            self._give_back()

    def _stop_asked(self, *_: object) -> None:
        self._asked = True
        if self._up:
            logging.disable()  # py4j tells at length how a call of it was broken off
            raise KeyboardInterrupt

    def _give_back(self) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        if self._asked:
            logging.disable(logging.NOTSET)


def _begun() -> "SparkSession":
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("ocdataset validate")
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    context = session.sparkContext
    if context.master.startswith("local"):
        # a cluster keeps what it is configured to
        session.conf.set("spark.sql.shuffle.partitions", str(max(8, 4 * context.defaultParallelism)))
    return session
