"""What the library asks and tells the other rooms: all of them, in one Protocol."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from django.db import transaction

from accounts.models import Organisation
from accounts.permissions import anyone
from medications import impact
from medications.impact import CardChange, Impact, Listener, Touched
from medications.models import Card, Release
from tests.cast import Cast
from tests.integration.medications.drafting import olanzapine, publish, submit


class Other:
    """A room that keeps what it hears, and works in so many steps."""

    def __init__(self, name: str, steps: int = 0) -> None:
        """Begin with nothing heard."""
        self.name, self.steps, self.done = name, steps, 0
        self.heard: list[tuple[int | None, int, list[str], bool]] = []

    def impact(
        self, organisation: Organisation, changes: Sequence[CardChange]
    ) -> Iterator[float | Impact]:
        """Go on from where it was left."""
        while self.done < self.steps:
            self.done += 1
            yield self.done / self.steps
        yield Impact(self.name, Touched("", 1, 0, 0, 0), (), "/", anyone)

    def release_made(
        self, before: Release | None, release: Release, cards: Mapping[str, Card]
    ) -> None:
        """Keep what is told."""
        number = before.number if before else None
        in_transaction = transaction.get_connection().in_atomic_block
        self.heard.append((number, release.number, list(cards), in_transaction))

    def chosen(self, organisation: Organisation) -> Mapping[str, int]:
        """Know of one medicine that is its own, and of one that both have."""
        return {self.name: 1, "olanzapine": self.steps}


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> tuple[Other, Other]:
    """Put two rooms in the place of the real one."""
    two: tuple[Other, Other] = (Other("letters", 3), Other("visits", 1))
    listening: list[Listener] = list(two)
    monkeypatch.setattr(impact, "_listeners", listening)
    return two


def test_every_room_hears_of_a_release_in_its_transaction(
    cast: Cast, library: Release, rooms: tuple[Other, Other]
) -> None:
    draft = olanzapine(cast)
    submit(draft, cast.people["dev"])
    assert [each.heard for each in rooms] == [[], []]
    publish(draft, cast.people["ewa"])

    heard = (library.number, library.number + 1, ["olanzapine"], True)
    assert [each.heard for each in rooms] == [[heard], [heard]]


def test_a_room_that_cannot_be_told_keeps_the_release_from_being_made(
    cast: Cast, library: Release, rooms: tuple[Other, Other], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_told: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(rooms[1], "release_made", refuse)
    draft = olanzapine(cast)
    submit(draft, cast.people["dev"])
    with pytest.raises(OSError, match="no room"), transaction.atomic():
        publish(draft, cast.people["ewa"])

    draft.refresh_from_db()
    assert draft.stage == Card.Stage.SUBMITTED
    assert Release.objects.count() == 1


def test_rooms_are_asked_one_after_the_other_and_go_on_where_they_were(
    cast: Cast, rooms: tuple[Other, Other]
) -> None:
    fractions = []
    while not (asked := impact.ask(cast.organisation, [], seconds=0)).is_finished:
        fractions.append(round(asked.fraction, 2))
        assert asked.impacts == ()

    assert fractions == [0.17, 0.33, 0.49, 0.99]
    assert [each.what for each in asked.impacts] == ["letters", "visits"]
    assert (rooms[0].done, rooms[1].done) == (3, 1)


def test_what_is_chosen_is_counted_in_all_rooms(cast: Cast, rooms: tuple[Other, Other]) -> None:
    assert impact.chosen(cast.organisation) == {"letters": 1, "visits": 1, "olanzapine": 4}


def test_the_real_room_is_registered() -> None:
    assert [type(each).__name__ for each in impact.listeners()] == ["Room"]
