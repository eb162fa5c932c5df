"""What a stream is told: the newest version, once, and never an older one."""

import asyncio
from collections.abc import Collection
from uuid import UUID, uuid4

from consultations.live.buses import notice_of, text_of
from consultations.live.hub import TRUSTED_SECONDS, Hub, Notice, Stream
from consultations.selectors.live import NOBODY, Standing, State, Watcher

CODE = UUID("5a3d7c1e-0b52-4f0e-9d6b-2f1c8e4a7b90")
SEAT = Watcher(CODE, 1, 1, 1, participant=1, digest="a")


async def nobody(watchers: Collection[Watcher]) -> Standing:
    """Answer that nothing is known."""
    return Standing({}, frozenset())


def told(stream: Stream) -> list[str]:
    """Return the versions in what a stream tells now."""
    lines = stream.frames().split("\n")
    return [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]


def test_a_stream_begins_with_the_version_it_was_opened_at() -> None:
    assert told(Stream(SEAT, 3)) == ["3"]


def test_many_versions_at_once_are_told_as_the_newest() -> None:
    stream = Stream(SEAT, 3)
    told(stream)
    for version in (4, 6, 5):
        stream.take_version(version)

    assert told(stream) == ["6"]
    assert told(stream) == []


def test_an_older_version_is_not_told() -> None:
    stream = Stream(SEAT, 3)
    told(stream)
    stream.take_version(2)

    assert not stream.news.is_set()
    assert told(stream) == []


def test_who_has_left_is_told_so_and_nothing_else() -> None:
    stream = Stream(SEAT, 3)
    stream.take_version(4)
    stream.end()

    assert stream.frames() == "event: gone\ndata:\n\n"


def test_a_notice_reaches_the_streams_of_its_conversation_only() -> None:
    other = SEAT._replace(code=uuid4())
    hub, mine, foreign = Hub(nobody, 1), Stream(SEAT, 1), Stream(other, 1)
    for stream in (mine, foreign):
        hub.join(stream)
        told(stream)
    hub.take(Notice(CODE, 2))

    assert told(mine) == ["2"]
    assert told(foreign) == []


def test_a_stream_that_has_left_hears_nothing() -> None:
    hub, stream = Hub(nobody, 1), Stream(SEAT, 1)
    hub.join(stream)
    hub.leave(stream)
    hub.take(Notice(CODE, 2))

    assert told(stream) == ["1"]
    assert not hub.streams


def test_what_a_bus_has_lost_is_found_by_looking() -> None:
    async def moved_on(watchers: Collection[Watcher]) -> Standing:
        return Standing({CODE: State(9, (1, 1, None))}, frozenset())

    hub, stream = Hub(moved_on, 1), Stream(SEAT, 1)
    hub.join(stream)
    told(stream)
    asyncio.run(hub.look())

    assert "event: here" in (said := stream.frames())
    assert "data: 9" in said


def test_looking_ends_the_stream_of_who_may_not_watch_any_more() -> None:
    async def gone(watchers: Collection[Watcher]) -> Standing:
        return Standing({CODE: State(9, NOBODY)}, frozenset({SEAT}))

    hub, stream = Hub(gone, 1), Stream(SEAT, 1)
    hub.join(stream)
    asyncio.run(hub.look())

    assert stream.frames().startswith("event: gone")


def test_looking_says_that_it_has_ended() -> None:
    async def ended(watchers: Collection[Watcher]) -> Standing:
        return Standing({CODE: State(9, NOBODY)}, frozenset({SEAT}), frozenset({SEAT}))

    hub, stream = Hub(ended, 1), Stream(SEAT, 1)
    hub.join(stream)
    asyncio.run(hub.look())

    assert stream.frames() == "event: ended\ndata:\n\n"


def test_a_notice_travels_as_text() -> None:
    for notice in (Notice(CODE, 7), Notice(CODE)):
        assert notice_of(text_of(notice)) == notice


def test_what_is_no_notice_is_passed_over() -> None:
    for text in ("", "hello", f"{CODE} seven", "7"):
        assert notice_of(text) is None


def test_a_notice_waits_while_it_is_not_known_who_may_still_watch() -> None:
    """The database has not answered for a second: somebody's right may have ended meanwhile."""

    async def ask(watchers: Collection[Watcher]) -> Standing:
        return Standing({CODE: State(5, NOBODY)}, frozenset())

    hub, stream = Hub(ask, 1), Stream(SEAT, 3)
    hub.join(stream)
    told(stream)
    hub.looked_at -= TRUSTED_SECONDS + 0.1
    hub.take(Notice(CODE, 4))
    assert told(stream) == []

    asyncio.run(hub.look())
    hub.take(Notice(CODE, 6))
    assert told(stream) == ["6"]
