"""Which cards a filter shows, and why it leaves out the others."""

import pytest

from medications.filters import CardFilter, LeftOut, Sifted, sift
from medications.forms import CardFilterForm
from tests.unit.medications.rows import a_card, effects

NAMES = ["alpha", "beta", "gamma", "delta", "epsilon"]
CELLS = {
    "alpha": {"tremor": (0, "comparative"), "dizziness": (3, "secondary")},
    "beta": {"tremor": (1, "comparative"), "dizziness": (None, "nothing_found")},
    "gamma": {"tremor": (2, "secondary"), "dizziness": (0, "comparative")},
    "delta": {"tremor": (3, "secondary"), "dizziness": (1, "secondary")},
    "epsilon": {"tremor": (None, "listed_frequency_unknown"), "dizziness": (2, "secondary")},
}
FORMS = {
    "alpha": ["tablet", "liquid"],
    "beta": ["tablet"],
    "gamma": ["liquid"],
    "delta": ["long_acting_injection", "tablet"],
    "epsilon": [],
}


def sifted(**wanted: object) -> Sifted:
    """Sift the five made cards."""
    cards = [a_card(code, *FORMS[code]) for code in NAMES]
    return sift(cards, CELLS, CardFilter(**wanted))


def codes(found: Sifted) -> tuple[list[str], dict[LeftOut, list[str]]]:
    """Return what is shown and what is left out, by code."""
    left_out = {
        reason: [card.medication.code for card in cards] for reason, cards in found.left_out.items()
    }
    return [card.medication.code for card in found.shown], left_out


def test_asking_for_nothing_shows_everything() -> None:
    assert codes(sifted()) == (NAMES, {})


def test_a_form_shows_the_cards_that_have_it_among_others() -> None:
    shown, left_out = codes(sifted(form="tablet"))

    assert shown == ["alpha", "beta", "delta"]
    assert left_out == {LeftOut.OTHER_FORMS: ["gamma", "epsilon"]}


@pytest.mark.parametrize(
    ("level", "shown", "higher"),
    [
        (0, ["alpha"], ["beta", "gamma", "delta"]),
        (1, ["alpha", "beta"], ["gamma", "delta"]),
        (2, ["alpha", "beta", "gamma"], ["delta"]),
    ],
)
def test_a_level_shows_it_and_lower_and_never_what_is_not_known(
    level: int, shown: list[str], higher: list[str]
) -> None:
    left_out = {LeftOut.HIGHER: higher, LeftOut.NOT_KNOWN: ["epsilon"]}

    assert codes(sifted(effect="tremor", level=level)) == (shown, left_out)


def test_an_effect_without_a_level_leaves_nothing_out() -> None:
    assert codes(sifted(effect="tremor")) == (NAMES, {})


def test_a_class_leaves_no_medicine_out() -> None:
    assert codes(sifted(nice_class="movement")) == (NAMES, {})


def test_the_form_is_the_reason_that_comes_first() -> None:
    shown, left_out = codes(sifted(form="tablet", effect="tremor", level=1))

    assert shown == ["alpha", "beta"]
    assert left_out == {
        LeftOut.OTHER_FORMS: ["gamma", "epsilon"],
        LeftOut.HIGHER: ["delta"],
    }


def test_every_card_is_shown_or_left_out_once() -> None:
    for form in ("", "tablet", "liquid", "capsule"):
        for level in (None, 0, 1, 2):
            found = sifted(form=form, effect="dizziness", level=level)
            shown, left_out = codes(found)
            everywhere = shown + [code for row in left_out.values() for code in row]
            assert sorted(everywhere) == sorted(NAMES)


def filter_form(**asked: str) -> CardFilterForm:
    """Bind the form to what a browser sends, for the one effect that it offers."""
    return CardFilterForm(asked, effects=[effects()["tremor"]])


def test_the_form_turns_words_into_a_filter() -> None:
    form = filter_form(form="tablet", effect="tremor", level="0", nice_class="movement")

    assert form.wanted() == CardFilter("tablet", "tremor", 0, "movement")


def test_an_empty_form_asks_for_nothing() -> None:
    assert filter_form().wanted() == CardFilter()
    assert filter_form(form="", effect="", level="", nice_class="").wanted() == CardFilter()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("form", "patch"),
        ("effect", "nausea"),
        ("effect", "something_else"),
        ("level", "3"),
        ("level", "-1"),
        ("level", "two"),
        ("nice_class", "liver"),
    ],
)
def test_a_wrong_value_is_named_and_filters_nothing(field: str, value: str) -> None:
    form = filter_form(**{"effect": "tremor", "form": "tablet"} | {field: value})

    assert form.wanted() == CardFilter()
    assert form.errors == {
        field: [f"“{value}” is not in the list. Choose one that is, or leave it open."]
    }


def test_a_level_asks_for_its_effect() -> None:
    form = filter_form(level="0")

    assert form.wanted() == CardFilter()
    assert form.errors == {"effect": ["Choose the side effect that this level is for."]}


def test_a_level_beside_a_wrong_effect_has_one_error() -> None:
    assert len(filter_form(level="0", effect="nausea").errors["effect"]) == 1
