"""`rank` and `export_cards`: exact answers, and one sentence where there is none."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from medications.models import Card, Rating, Release
from tests.factories import OrganisationFactory
from tests.integration.medications.conftest import forget_everything

WISHES = {
    "avoid": "weight_gain,restlessness,less_sex_drive,daytime_sleepiness,tremor",
    "helpful": "evening_sleepiness",
}
KEYS = [
    *("medication", "place", "score", "always_first", "behind", "surely_behind"),
    *("first_share", "unknown"),
]


def answer(command: str, **options: object) -> dict:
    """Ask for JSON and read it."""
    out = StringIO()
    words = {f"--{name}={value}" for name, value in options.items()}
    call_command(command, "--json", *words, stdout=out)
    return json.loads(out.getvalue())


def in_words(command: str, **options: object) -> str:
    """Ask for words."""
    out = StringIO()
    call_command(command, *(f"--{name}={value}" for name, value in options.items()), stdout=out)
    return out.getvalue()


def refusal(command: str, **options: object) -> str:
    """Return the sentence of a refusal; exit code 2, nothing on standard output."""
    out = StringIO()
    words = {f"--{name}={value}" for name, value in options.items()}
    with pytest.raises(CommandError) as refused:
        call_command(command, "--json", *words, stdout=out)
    assert (refused.value.returncode, out.getvalue()) == (2, "")
    return str(refused.value)


def test_rank_answers_in_the_agreed_form(library: Release) -> None:
    given = answer("rank", **WISHES)

    assert list(given) == ["release", "weights", "results"]
    assert given["release"] == 1
    assert given["weights"] == ["137/300", "77/300", "47/300", "9/100", "1/25"]
    assert len(given["results"]) == 19
    for result in given["results"]:
        assert list(result)[:8] == KEYS
        assert set(result) - set(KEYS) <= {"conditions"}


def test_each_result_of_rank_holds_what_the_form_says(library: Release) -> None:
    results = answer("rank", **WISHES)["results"]
    medicines = {result["medication"] for result in results}
    placed = [result for result in results if result["place"] is not None]

    assert medicines == {card.medication.code for card in library.cards.all()}
    for result in placed:
        better = [each for each in placed if Fraction(each["score"]) < Fraction(result["score"])]
        assert result["place"] == len(better) + 1
        assert set(result["surely_behind"]) <= set(result["behind"]) <= medicines
        assert 0 <= result["first_share"] <= 1
    for result in results:
        assert type(result["always_first"]) is bool
        assert set(result["unknown"]) <= {*WISHES["avoid"].split(","), WISHES["helpful"]}


def test_a_medicine_that_is_not_placed_claims_nothing(library: Release) -> None:
    results = answer("rank", avoid="sun_sensitivity,tremor")["results"]
    apart = [result for result in results if result["place"] is None]

    assert apart
    for result in apart:
        assert (result["behind"], result["surely_behind"]) == ([], [])
        assert (result["always_first"], result["first_share"]) == (False, 0)
        assert result["unknown"]


def test_an_order_of_one_wish_is_the_order_of_its_levels(library: Release) -> None:
    given = answer("rank", avoid="weight_gain")
    levels = answer("export_cards")["cards"]
    scores = {each["medication"]: each["score"] for each in given["results"] if each["place"]}

    assert given["weights"] == ["1"]
    assert scores == {
        code: str(Fraction(row["weight_gain"], 3))
        for code, row in levels.items()
        if row["weight_gain"] is not None
    }


def test_helpful_alone_is_ranked_too(library: Release) -> None:
    given = answer("rank", helpful="evening_sleepiness")

    assert len(given["results"]) == 19
    assert any(each["place"] == 1 for each in given["results"])


def test_line_37_alone_has_no_places(library: Release) -> None:
    given = answer("rank", avoid="something_else")

    assert {each["place"] for each in given["results"]} == {None}
    medicines = [each["medication"] for each in given["results"]]
    assert medicines == sorted(medicines)


def test_export_cards_answers_in_the_agreed_form(library: Release) -> None:
    given = answer("export_cards")

    assert list(given)[:2] == ["release", "cards"]
    assert set(given) - {"release", "cards"} <= {"conditions"}
    assert given["release"] == 1
    assert len(given["cards"]) == 19
    assert {len(row) for row in given["cards"].values()} == {36}
    assert {level for row in given["cards"].values() for level in row.values()} == {
        *(0, 1, 2, 3, None)
    }


def test_export_cards_tells_every_stored_level(library: Release) -> None:
    stored = {
        (medication, effect): level
        for medication, effect, level in Rating.objects.values_list(
            "card__medication__code", "effect__code", "level"
        )
    }
    cards = answer("export_cards")["cards"]

    told = {(code, line): level for code, row in cards.items() for line, level in row.items()}
    assert told == stored
    assert cards["aripiprazole"]["memory_difficulty"] == 0
    assert cards["aripiprazole"]["increased_dreaming"] is None


def test_words_tell_not_known_from_none(library: Release) -> None:
    told = in_words("export_cards").split("\n\n")
    aripiprazole = next(each for each in told if each.startswith("aripiprazole"))

    assert "    ?  increased_dreaming" in aripiprazole
    assert "    0  memory_difficulty" in aripiprazole
    assert "   ++  restlessness" in aripiprazole


def test_rank_in_words_says_what_it_is_for(library: Release) -> None:
    told = in_words("rank", **WISHES)

    assert told.startswith("Release 1. A start for talking, not an instruction.\n")
    assert sum(line[:10].strip() not in ("", "Release 1.") for line in told.splitlines()[1:]) == 19


@pytest.mark.parametrize("command", ["rank", "export_cards"])
def test_another_organisation_and_an_earlier_release_can_be_asked_about(
    library: Release, command: str
) -> None:
    wishes = {"avoid": "tremor"} if command == "rank" else {}
    elsewhere = OrganisationFactory(name="Elsewhere").releases.create(number=4)
    elsewhere.cards.set(Card.objects.filter(medication__code="olanzapine"))
    newer = library.organisation.releases.create(number=2)
    newer.cards.set(Card.objects.filter(medication__code="pimozide"))

    assert answer(command, **wishes)["release"] == 2
    assert answer(command, release=1, **wishes)["release"] == 1
    given = answer(command, organisation="Elsewhere", **wishes)
    assert given["release"] == 4
    assert "pimozide" not in json.dumps(given)


BAD_WISHES = {
    "an unknown effect": (
        {"avoid": "weight_gain,hiccups"},
        "'hiccups' is not one of the 37 side effects.",
    ),
    "an unknown helpful effect": (
        {"avoid": "weight_gain", "helpful": "hiccups"},
        "'hiccups' is not one of the 37 side effects.",
    ),
    "a repeat": ({"avoid": "tremor,weight_gain,tremor"}, "tremor"),
    "a helpful repeat": ({"helpful": "tremor,tremor"}, "tremor"),
    "a sixth avoidance": ({"avoid": f"{WISHES['avoid']},dry_mouth"}, "5"),
    "an effect in both lists": ({"avoid": "tremor", "helpful": "tremor"}, "tremor"),
    "neither list": ({}, "Say at least one side effect to avoid or one that would help."),
    "empty lists": (
        {"avoid": " , ", "helpful": ""},
        "Say at least one side effect to avoid or one that would help.",
    ),
}


@pytest.mark.parametrize(("wishes", "words"), BAD_WISHES.values(), ids=BAD_WISHES)
def test_bad_wishes_are_refused_with_one_sentence(
    library: Release, wishes: dict[str, str], words: str
) -> None:
    sentence = refusal("rank", **wishes)

    assert words in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert sentence.count(". ") == 0


@pytest.mark.parametrize("command", ["rank", "export_cards"])
def test_an_unknown_organisation_or_release_is_named(library: Release, command: str) -> None:
    wishes = {"avoid": "tremor"} if command == "rank" else {}
    name = library.organisation.name

    assert refusal(command, organisation="Nowhere", **wishes) == (
        "There is no organisation called 'Nowhere'."
    )
    assert refusal(command, release=7, **wishes) == f"'{name}' has no release 7."


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["rank", "export_cards"])
def test_before_the_library_is_loaded_it_says_what_to_run(command: str) -> None:
    wishes = {"avoid": "tremor"} if command == "rank" else {}
    Release.objects.all().delete()
    sentence = "There are no cards yet: run 'manage.py load_library' first."

    assert refusal(command, **wishes) == sentence
    forget_everything()


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int | None
    out: str
    err: str


def run(*words: str, database: str) -> Ended:
    """Run manage.py as a script would, with another database."""
    surroundings = os.environ | {"DATABASE_URL": database, "DEMO": "true"}

    async def ended() -> Ended:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "manage.py", *words),
            cwd=settings.BASE_DIR,
            env=surroundings,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return Ended(process.returncode, out.decode(), err.decode())

    return asyncio.run(ended())


def test_from_an_empty_database_to_a_refusal(tmp_path: Path) -> None:
    """The whole way of a script: tables, the library, a wish that cannot be ranked."""
    here = f"sqlite:///{tmp_path / 'fresh.sqlite3'}"

    assert run("migrate", "--verbosity=0", database=here) == Ended(0, "", "")
    assert run("load_library", database=here).out.startswith("Library: 37 effects")
    bad = run("rank", "--avoid", "hiccups", "--json", database=here)
    assert bad == Ended(2, "", "CommandError: 'hiccups' is not one of the 37 side effects.\n")


@pytest.mark.parametrize(
    ("command", "database"),
    [
        ("export_cards", "postgres://nobody@127.0.0.1:9/nothing"),
        ("load_library", "postgres://nobody@127.0.0.1:9/nothing"),
        ("export_cards", "sqlite:///:memory:"),
    ],
    ids=["not there", "not there to load", "without tables"],
)
def test_a_lost_database_is_one_sentence(command: str, database: str) -> None:
    lost = run(command, database=database)

    assert (lost.code, lost.out) == (2, "")
    assert len(lost.err.strip().splitlines()) == 1
