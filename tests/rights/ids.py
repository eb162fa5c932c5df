"""Ids of one's own, of others and of nobody, in every place of an address that takes one."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from tests.canaries.addresses import AS_THEY_ARE, PARAMETER, values_of
from tests.canaries.story import Story
from tests.rights.matrix import Address

OWN, OTHERS, NOBODYS = "own", "others'", "nobody's"
NOBODY = {"uuid": UUID(int=7), "int": 987_654}
"""By the kind of id: what no record has."""
KINDS = {"answer": "question_rows", "experience_entry": "experience_rows"}
"""Rows whose keys stand in an address of a conversation; participants' in all others."""


class Place(NamedTuple):
    """Where something is asked for, and whose it is."""

    kind: str
    where: str


def places(story: Story, address: Address, whose: str = "shared") -> Iterator[Place]:
    """Return an address with ids of one's own, and with each of them swapped.

    whose   of which conversation somebody is
    """
    if address.name in AS_THEY_ARE:
        yield Place(OWN, AS_THEY_ARE[address.name][0])
        return
    names = PARAMETER.findall(address.pattern)
    own = [_own(story, address, each, whose) for each in names]
    yield Place(OWN, _filled(address.pattern, own))
    kinds = [each.partition(":")[0].strip("<") for each in _parameters(address.pattern)]
    for number, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        if kind not in NOBODY:
            continue
        for swapped in _others(story, address, name):
            yield Place(OTHERS, _filled(address.pattern, _with(own, number, swapped)))
        yield Place(NOBODYS, _filled(address.pattern, _with(own, number, NOBODY[kind])))


def is_in_talk(address: Address) -> bool:
    """Tell whether the code in an address is a conversation's."""
    return address.pattern.startswith(("conversations/<", "live/<"))


def _parameters(pattern: str) -> list[str]:
    return [each.group() for each in PARAMETER.finditer(pattern)]


def _own(story: Story, address: Address, name: str, whose: str) -> object:
    """Return one's own id, or a word that is no id."""
    if name == "code" and is_in_talk(address):
        return story.consultation(whose).code
    return values_of(story, address.name, name)[0]


def _others(story: Story, address: Address, name: str) -> list[object]:
    """Return ids of the same kind that are somebody else's."""
    away = story.consultation("elsewhere")
    if name == "code":
        if is_in_talk(address):
            return [story.consultation("of another clinic").code, away.code]
        return [away.clinic.code] if address.name == "clinic" else []
    card = story.library.cards["theirs"]
    if name == "key" and address.pattern.startswith("people/"):
        return [away.service_user_id]
    if name == "key" and is_in_talk(address):
        rows = KINDS.get(address.name, "participant_rows")
        others = (away, story.consultation("another's"))
        return [getattr(each, rows).values_list("pk", flat=True)[0] for each in others]
    return {
        "card": [card.pk],
        "source": [card.evidence.get().source_id],
        "caution": [card.cautions.first().pk],
        "preparation": [card.preparations.get().pk],
        "row": [card.evidence.get().pk],
    }.get(name, [])


def _with(own: list[object], number: int, swapped: object) -> list[object]:
    return [*own[:number], swapped, *own[number + 1 :]]


def _filled(pattern: str, values: list[object]) -> str:
    """Put values into an address."""
    left = iter(map(str, values))
    return "/" + PARAMETER.sub(lambda _: next(left), pattern)
