"""The frame engines that the checks run on: each reads, keeps and gives back frames in its own way."""

from ocdataset.check.frames.engines.choice import ENGINES, engine_for
from ocdataset.check.frames.engines.engine import ROW, Engine, Form, Told, Types
from ocdataset.reference.errors import Unreadable

__all__ = ["ENGINES", "ROW", "Engine", "Form", "Told", "Types", "Unreadable", "engine_for"]
