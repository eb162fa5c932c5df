"""What the library must ask and tell the other rooms when its cards change, and nothing else.

The library never imports a room: a room registers a `Listener` in its `AppConfig.ready`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from accounts.models import Organisation
from medications.content import Content
from medications.models import Card, Release


@dataclass(frozen=True)
class CardChange:
    """One medicine's card before and after; `before` is None for a medicine that is new."""

    before: Content | None
    after: Content


@dataclass(frozen=True)
class Touched:
    """How many conversations a change touches, in one clinic or altogether.

    clinic       its name; empty for all together
    of           how many have wishes that an order can be worked out from
    first        in how many another medicine comes first
    first_three  in how many the first three are others
    chosen       in how many the medicine that was decided on stands at another place
    """

    clinic: str
    of: int
    first: int
    first_three: int
    chosen: int


@dataclass(frozen=True)
class Impact:
    """Who is touched: all together, by clinic, and where those who may see them are listed."""

    all: Touched
    by_clinic: tuple[Touched, ...]
    list_url: str


class Listener(Protocol):
    """A room that is asked what a change would touch, and told when a release is made."""

    def impact(
        self, organisation: Organisation, changes: Sequence[CardChange]
    ) -> Iterator[float | Impact]:
        """Work out who is touched: yields how far it is (0 to 1), and the impact last."""

    def release_made(
        self, before: Release | None, release: Release, cards: Mapping[str, Card]
    ) -> None:
        """Hear of a new release, in its transaction; `cards` are those that changed, by code."""


_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Let a room be asked and told from now on."""
    _listeners.append(listener)


def listeners() -> tuple[Listener, ...]:
    """Return the rooms that want to be asked and told."""
    return tuple(_listeners)
