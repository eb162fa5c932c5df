"""Clozapine stands nowhere without its conditions (hazard H10): every page, both commands."""

import json
import random
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import QueryDict

from medications.models import Effect, NiceClass, Preparation, Release
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import gate_of, ungated, words

NAME = "clozapine"
SEED = 20261123


@pytest.fixture
def gate(library: Release) -> list[str]:
    """Return everything that must be known before clozapine."""
    return gate_of(NAME)


def query(**asked: str | list[str]) -> str:
    """Return the part of an address that asks for something."""
    found = QueryDict(mutable=True)
    for name, value in asked.items():
        found.setlist(name, [value] if isinstance(value, str) else value)
    return f"?{found.urlencode()}"


def codes(library: Release) -> list[str]:
    """Return the medicines by code."""
    return list(library.cards.values_list("medication__code", flat=True))


def filters() -> Iterator[str]:
    """Return every filter of one kind, every effect with every level, and wrong ones."""
    yield from (query(form=form) for form in Preparation.Form.values)
    yield from (query(nice_class=each) for each in NiceClass.values)
    yield from (query(form="patch"), query(level="1"), query(effect="nowhere"))
    for code in Effect.objects.filter(number__lte=36).values_list("code", flat=True):
        yield from (query(effect=code, level=level) for level in ("", "0", "2"))


def test_the_gate_is_what_the_hazard_asks_for(gate: list[str]) -> None:
    text = " ".join(gate).lower()

    assert len(gate) == 8
    for part in (
        *("at least two other antipsychotics", "second-generation", "registered", "blood count"),
        *("48 hours", "constipation", "smoking", "heart muscle", "never stop it suddenly"),
    ):
        assert part in text


def test_no_list_and_no_grid_names_it_without_its_conditions(gate: list[str]) -> None:
    asked = ["", *filters()]
    addresses = [f"/cards/{each}" for each in asked]
    addresses += [f"/cards/grid/{each}" for each in [*asked[:17], *asked[17::4]]]

    naming, lacking = ungated(NAME, addresses, gate)
    assert lacking == []
    assert naming == len(addresses)


def test_no_card_and_no_reason_names_it_without_its_conditions(
    library: Release, gate: list[str]
) -> None:
    lines = list(Effect.objects.filter(number__lte=36).values_list("code", flat=True))
    addresses = [f"/cards/{code}/" for code in codes(library)]
    addresses += [f"/cards/{NAME}/{line}/" for line in lines]
    addresses += [
        f"/cards/{code}/{line}/"
        for place, code in enumerate(codes(library))
        for line in lines[place % 3 :: 3]
    ]

    naming, lacking = ungated(NAME, addresses, gate)
    assert lacking == []
    assert naming >= 37


def test_no_effect_and_no_other_page_names_it_without_its_conditions(gate: list[str]) -> None:
    addresses = [f"/effects/{code}/" for code in Effect.objects.values_list("code", flat=True)]
    addresses += ["/effects/", "/sources/", "/levels/", "/", "/no/such/page/"]

    naming, lacking = ungated(NAME, addresses, gate)
    assert lacking == []
    assert naming >= 37


def test_no_comparison_names_it_without_its_conditions(library: Release, gate: list[str]) -> None:
    addresses = [f"/cards/compare/{query(medicine=[NAME, code])}" for code in codes(library)]
    addresses += [
        "/cards/compare/",
        f"/cards/compare/{query(medicine=NAME)}",
        f"/cards/compare/{query(medicine=codes(library)[:4])}",
        f"/cards/compare/{query(medicine=['aspirin', NAME])}",
        f"/cards/compare/{query(medicine=['pimozide', 'olanzapine'])}",
        f"/cards/compare/{query(medicine=['asenapine', NAME, 'pimozide'])}",
    ]

    naming, lacking = ungated(NAME, addresses, gate)
    assert lacking == []
    assert naming == len(addresses)


def chance_address(chance: random.Random, medicines: list[str], lines: list[str]) -> str:
    """Return a filter or a comparison by chance, right or wrong."""
    if chance.random() < 0.06:
        chosen = chance.sample([*medicines, "aspirin"], chance.randint(0, 4))
        return f"/cards/compare/{query(medicine=chosen)}"
    asked = {
        "form": chance.choice(["", "patch", *Preparation.Form.values]),
        "effect": chance.choice(["", "nowhere", *lines]),
        "level": chance.choice(["", "", "0", "1", "2", "3"]),
        "nice_class": chance.choice(["", "", "liver", *NiceClass.values]),
    }
    return f"{chance.choice(['/cards/', '/cards/grid/'])}{query(**asked)}"


def test_300_addresses_by_chance_never_name_it_without_its_conditions(
    library: Release, gate: list[str]
) -> None:
    chance = random.Random(SEED)
    lines = list(Effect.objects.values_list("code", flat=True))
    addresses = [chance_address(chance, codes(library), lines) for _ in range(300)]

    naming, lacking = ungated(NAME, addresses, gate)
    assert lacking == []
    assert naming == 300


@pytest.mark.parametrize(
    "address",
    [
        *("/cards/", "/cards/grid/", "/cards/clozapine/", "/cards/aripiprazole/"),
        *("/cards/clozapine/tremor/", "/effects/tremor/", "/sources/", "/cards/compare/"),
        *("/cards/grid/?form=liquid", "/cards/compare/?medicine=clozapine&medicine=pimozide"),
    ],
)
def test_the_conditions_can_be_seen(read: Read, gate: list[str], address: str) -> None:
    """Not only in the bytes: in the words of the page, not hidden, on paper too."""
    page = read(address)
    for part in page.select("[hidden], template, .no-print, .nhsuk-u-visually-hidden"):
        part.decompose()

    seen = words(page)
    assert [sentence for sentence in gate if sentence not in seen] == []


def test_its_name_in_a_list_stands_beside_its_main_conditions(read: Read) -> None:
    for address in ("/cards/", "/effects/tremor/", "/cards/?form=liquid"):
        [name] = [
            each for each in read(address).select(".medicine-name") if words(each).lower() == NAME
        ]
        beside = words(name.find_next_sibling(class_="medicine-conditions"))
        assert "at least two other antipsychotics" in beside
        assert "registered" in beside
        assert "full blood count" in beside


@pytest.mark.parametrize("command", ["rank", "export_cards"])
def test_a_command_says_the_conditions_in_json(command: str, gate: list[str]) -> None:
    given = json.loads(printed(command, "--json"))
    if command == "rank":
        conditions = {each["medication"]: each.get("conditions") for each in given["results"]}
    else:
        conditions = given["conditions"]

    assert set(conditions[NAME]) >= set(gate)
    assert conditions["asenapine"] == ["Not licensed for schizophrenia in the UK."]
    assert {code for code, found in conditions.items() if found} == {NAME, "asenapine"}


@pytest.mark.parametrize("command", ["rank", "export_cards"])
def test_a_command_says_the_conditions_in_words(command: str, gate: list[str]) -> None:
    lines = [line.strip() for line in printed(command).splitlines()]
    place = next(number for number, line in enumerate(lines) if line.endswith(NAME))

    assert lines[place + 1 : place + 9] == [f"! {sentence}" for sentence in gate]


def printed(command: str, *words: str) -> str:
    """Run a command and return what it prints."""
    out = StringIO()
    wishes = ("--avoid", "weight_gain,tremor") if command == "rank" else ()
    call_command(command, *wishes, *words, stdout=out)
    return out.getvalue()
