"""What two people wrote in one section, field by field, as one reads it."""

from datetime import date

from medications.forms.drafting import CautionForm, LevelForm, ReviewForm
from medications.presenters.conflicts import Differing, differing


def test_only_what_differs_is_shown_and_choices_in_words() -> None:
    form = LevelForm({"level": "1", "reason": "Ours.", "note": "Same.\r\nToo.", "seen": "x"})
    theirs = {"level": "unknown", "reason": "", "note": "Same.\nToo.", "seen": "y"}

    assert differing(form, theirs) == [
        Differing("Level", "+ uncommon or mild", "not known"),
        Differing("Why this level", "Ours.", "nothing"),
    ]


def test_a_tick_is_yes_or_no() -> None:
    form = CautionForm({"kind": "dose", "text": "Less.", "is_gating": "on"})
    theirs = {"kind": "dose", "text": "Less.", "is_gating": False}

    assert [(each.yours, each.theirs) for each in differing(form, theirs)] == [("yes", "no")]


def test_a_day_is_the_same_however_it_is_held() -> None:
    form = ReviewForm({"review_on": "2027-03-01"})

    assert differing(form, {"review_on": date(2027, 3, 1)}) == []


def test_what_is_gone_says_nothing() -> None:
    form = CautionForm({"kind": "dose", "text": "Less."})

    shown = differing(form, dict.fromkeys(form.fields))
    assert [each.theirs for each in shown] == ["choose one", "nothing"]
