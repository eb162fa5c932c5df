"""What a sheet says of medicines: conditions, places and signs, and no more than is needed."""

from dataclasses import replace

import pytest

from consultations.frozen import Frozen
from consultations.models import Participant
from consultations.presenters.summary import Section, words_of
from consultations.presenters.summary_medicines import legend
from consultations.presenters.summary_sections import presented_summary
from medications.models import Medication
from tests.frozen import GATE, RANKING, frozen, place
from tests.frozen_random import random_known

CLOZAPINE = Medication(pk=9, code="clozapine", name="Clozapine")
TYPED = (
    *("medication_name", "preparation", "dose", "named_medication_name", "named_words"),
    *("until_now", "until_now_how"),
    *("difference_reason", "clinician_view", "clinician_reason", "open_questions"),
)


def of_sheet(kept: Frozen, code: str = "aripiprazole", **columns: object) -> list[Section]:
    """Return the sections of a sheet on which a medicine was decided, and no other was named."""
    plain = {
        "named_kind": "",
        "named_medication": None,
        "medication": Medication(pk=1, code=code, name=code.capitalize()),
    }
    silent = dict.fromkeys(TYPED, "") | {"decided_by": Participant(name="Amara Okafor")}
    known = replace(random_known(1), frozen=kept)
    for name, value in (plain | silent | {"kind": "medicine"} | columns).items():
        setattr(known.decision, name, value)
    return list(presented_summary(known).sections)


@pytest.mark.parametrize(
    ("columns", "kept"),
    [
        ({"named_words": "Perhaps Clozapine"}, {}),
        ({"named_kind": "medicine", "named_medication": CLOZAPINE}, {}),
        ({"code": "clozapine"}, {}),
        ({}, {"taken_now": ["clozapine, 300 mg"]}),
        ({}, {"experience": ["Clozapine; bad: tired"]}),
    ],
)
def test_who_spoke_of_clozapine_takes_home_all_its_conditions(columns: dict, kept: dict) -> None:
    words = set(words_of(tuple(of_sheet(frozen(**kept), **columns))))

    assert set(GATE) <= words
    assert "Clozapine (see its conditions below)" in words


def test_who_never_spoke_of_clozapine_is_told_where_its_conditions_are() -> None:
    """In one line without its name: with it all conditions would have to stand there (H10)."""
    sections = of_sheet(frozen())
    words = "\n".join(words_of(tuple(sections)))

    assert "clozapine" not in words.lower()
    assert [each.key for each in sections if each.key == "conditions"] == []
    assert "Usually kept for later\n1 medicine that has conditions." in words


def test_the_place_of_what_was_decided_stands_among_the_others() -> None:
    ranking = [*RANKING[:3], place("olanzapine", place="4th"), place("haloperidol", place="4th")]
    sections = of_sheet(frozen(ranking=[*ranking, place("pimozide", place="6th")]), "pimozide")
    looked = next(each for each in sections if each.key == "looked-at")

    also = next(each.words for each in looked.lines if each.lead == "Also open to choice")
    assert also == "4th Olanzapine, Haloperidol; 6th Pimozide"
    decided = next(each for each in sections if each.key == "decided")
    assert "6th. " in next(each.words for each in decided.lines if each.lead == "How it compared")


def test_the_legend_has_the_signs_of_the_sheet_and_no_other() -> None:
    one = replace(place("pimozide", place="1st"), levels=[["Tremor", "?", "not known"]])
    first = replace(one, sentence="May cause tremor (++).", also="also: +++ weight gain")
    quiet = replace(one, levels=[["Tremor", "0", "none known"]], sentence="")

    assert legend(frozen(ranking=[first]), "pimozide") == (
        "The signs: ++ commoner or moderately severe; +++ common or more severe; "
        "? not known, or how often is not known."
    )
    assert legend(frozen(ranking=[quiet]), "pimozide") == "The signs: 0 none known."
    assert legend(frozen(ranking=[quiet]), "") == ""
    said = of_sheet(frozen(ranking=[first]), "pimozide")
    assert legend(frozen(ranking=[first]), "pimozide") in set(words_of(tuple(said)))
