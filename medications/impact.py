"""What the library must ask and tell the other rooms when its cards change, and nothing else.

The library never imports a room: a room registers a `Listener` in its `AppConfig.ready`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from accounts.models import Organisation
from accounts.permissions import Rule
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
    first_three  in how many the first three places are held by others, or otherwise
    chosen       in how many the medicine that was decided on stands at another place
    """

    clinic: str
    of: int
    first: int
    first_three: int
    chosen: int


@dataclass(frozen=True)
class Impact:
    """Who is touched: all together, by clinic, and where they are listed for whom.

    what       what the room counts, for a heading: "conversations"
    list_url   where those who may see them are listed; `list_rule` says who may
    """

    what: str
    all: Touched
    by_clinic: tuple[Touched, ...]
    list_url: str
    list_rule: Rule


class Listener(Protocol):
    """A room that is asked what a change would touch and what is chosen, and told of releases."""

    def impact(
        self, organisation: Organisation, changes: Sequence[CardChange]
    ) -> Iterator[float | Impact]:
        """Work out who is touched: yields how far it is (0 to 1), and the impact last.

        Each step is short. Whoever asks may leave at any of them and ask again, in whichever
        process: it then goes on from there, and what was worked out before comes at once.
        """

    def release_made(
        self, before: Release | None, release: Release, cards: Mapping[str, Card]
    ) -> None:
        """Hear of a new release, in its transaction; `cards` are those that changed, by code.

        What takes long is only noted here, and done once the release is committed.
        """

    def chosen(self, organisation: Organisation) -> Mapping[str, int]:
        """Say how often each medicine was decided on of late, by code.

        Quick: of its newest records it looks at so many and no more, however many are kept.
        """


_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Let a room be asked and told from now on: once, however often its app is made ready."""
    if type(listener) not in map(type, _listeners):
        _listeners.append(listener)


def listeners() -> tuple[Listener, ...]:
    """Return the rooms that want to be asked and told."""
    return tuple(_listeners)


@dataclass(frozen=True)
class Asked:
    """What the rooms have worked out so far: how far they are, and all of it once they are done."""

    fraction: float
    impacts: tuple[Impact, ...]

    @property
    def is_finished(self) -> bool:
        """Whether every room is done."""
        return self.fraction >= 1


def ask(organisation: Organisation, changes: Sequence[CardChange], seconds: float) -> Asked:
    """Let every room work for so many seconds together; asked again, they go on from there."""
    until = monotonic() + seconds
    rooms = listeners()
    impacts: list[Impact] = []
    for number, room in enumerate(rooms):
        for step in room.impact(organisation, changes):
            if isinstance(step, Impact):
                impacts.append(step)
            elif monotonic() >= until:
                return Asked((number + min(step, 0.99)) / len(rooms), ())
    return Asked(1, tuple(impacts))


def chosen(organisation: Organisation) -> Mapping[str, int]:
    """Return how often each medicine was decided on of late, in all rooms together, by code."""
    counts: Counter[str] = Counter()
    for room in listeners():
        counts.update(room.chosen(organisation))
    return counts
