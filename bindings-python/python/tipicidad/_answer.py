"""What answers of the engine share."""

from __future__ import annotations

import json
from typing import Any, Generic, Optional, Protocol, TypeVar

from . import shapes


class _Written(Protocol):
    def to_json(self) -> str: ...


Native = TypeVar("Native", bound=_Written)


class Answer(Generic[Native]):
    """An answer that stays as the engine made it until somebody reads it: most answers of a long run are asked for little."""

    __slots__ = ("_native", "_read")

    def __init__(self, native: Native) -> None:
        self._native = native
        self._read: Optional[dict[str, Any]] = None

    def _key(self, name: str) -> Any:
        if self._read is None:
            self._read = shapes.read(self._native.to_json())
        return self._read[name]

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain dicts and lists, new ones at each call."""
        answer: dict[str, Any] = json.loads(self._native.to_json())
        return answer

    def to_json(self) -> str:
        """The answer as one line of JSON: what the command prints, without the newline."""
        return self._native.to_json()
