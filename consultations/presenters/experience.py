"""Medicines taken now and before as the page of past experience lists them; pregnancy."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Consultation, Pregnancy
from consultations.presenters.moments import day_words
from consultations.selectors.medicines import BEFORE, NOW, EarlierMedicine, SaidMedicine
from medications.presenters.medicines import PresentedMedicine

CHANGE = gettext_lazy("Change what was said of a medicine")
Answer, Question = Pregnancy.Answer, Pregnancy.Question

HEADINGS: dict[str, Promise] = {
    NOW: gettext_lazy("Medicines I take now"),
    BEFORE: gettext_lazy("Medicines I took before"),
}
NONE_YET: dict[str, Promise] = {
    NOW: gettext_lazy("None has been written down yet."),
    BEFORE: gettext_lazy("None has been written down yet. This may be the first time."),
}
SAID_NONE = gettext_lazy("You said that you take no antipsychotic now.")
ADD: dict[str, Promise] = {
    NOW: gettext_lazy("Add a medicine taken now"),
    BEFORE: gettext_lazy("Add a medicine taken before"),
}


SENTENCES: dict[str, dict[str, Promise]] = {
    Question.PREGNANT: {
        Answer.YES: gettext_lazy(
            "Pregnant, or might become so: read the pregnancy part of each card before deciding."
        ),
        Answer.NO: gettext_lazy("Not pregnant, and not about to be."),
        Answer.NOT_ASKED: gettext_lazy("Pregnancy: not asked yet."),
    },
    Question.BREAST_FEEDING: {
        Answer.YES: gettext_lazy(
            "Breast-feeding: read the breast-feeding part of each card before deciding."
        ),
        Answer.NO: gettext_lazy("Not breast-feeding."),
        Answer.NOT_ASKED: gettext_lazy("Breast-feeding: not asked yet."),
    },
}
"""A sentence for each answer."""


@dataclass(frozen=True)
class PresentedPregnancy:
    """What was answered about pregnancy; `is_for_clinician` while a guest may not see it."""

    words: str
    is_for_clinician: bool


@dataclass(frozen=True)
class PresentedExperience:
    """One medicine in the list. `words` are pairs (label, what was said)."""

    name: str
    medicine: PresentedMedicine | None
    words: list[tuple[str, str]]
    entered: str
    url: str


@dataclass(frozen=True)
class ExperienceList:
    """One of the two lists, with the way to add to it.

    say_none    the name and the words of the button that says that none is taken now, or takes
                that back; None where there is nothing to say
    """

    heading: str
    none_yet: str
    medicines: list[PresentedExperience]
    add: str
    add_url: str
    say_none: tuple[str, str] | None


@dataclass(frozen=True)
class PresentedEarlier:
    """A medicine of an earlier conversation; `url` is where it is taken over, words and all."""

    name: str
    medicine: PresentedMedicine | None
    words: list[tuple[str, str]]
    when: str
    url: str


def presented_earlier(
    code: UUID, earlier: EarlierMedicine, medicines: Mapping[str, PresentedMedicine]
) -> PresentedEarlier:
    """Return one medicine with what was said of it then."""
    said = earlier.said
    words = _("Taken then, said on %(date)s.") if said.kind == NOW else _("Said on %(date)s.")
    where = urlencode({"earlier": f"{said.kind}:{said.key}"})
    return PresentedEarlier(
        said.name,
        medicines.get(said.code),
        said_words(said),
        words % {"date": day_words(earlier.at)},
        f"{reverse('experience_add', args=[code, BEFORE])}?{where}",
    )


def presented_list(
    consultation: Consultation,
    kind: str,
    said: list[SaidMedicine],
    medicines: Mapping[str, PresentedMedicine],
) -> ExperienceList:
    """Return what was said of the medicines taken now, or of those taken before."""
    code, person = consultation.code, consultation.service_user.preferred_name
    said_none = kind == NOW and consultation.takes_none
    listed = [_presented(code, person, each, medicines) for each in said if each.kind == kind]
    button = ("not_said", _("Take this back")) if said_none else ("none", _("I take none now"))
    return ExperienceList(
        str(HEADINGS[kind]),
        str(SAID_NONE if said_none else NONE_YET[kind]),
        listed,
        str(ADD[kind]),
        reverse("experience_add", args=[code, kind]),
        None if listed or kind != NOW else button,
    )


def _presented(
    code: UUID, person: str, said: SaidMedicine, medicines: Mapping[str, PresentedMedicine]
) -> PresentedExperience:
    """Return one medicine with what was said of it, each under its label."""
    return PresentedExperience(
        said.name,
        medicines.get(said.code),
        said_words(said),
        entered_words(person, said.entered_by),
        reverse("experience_entry", args=[code, said.kind, said.key]),
    )


def said_words(said: SaidMedicine) -> list[tuple[str, str]]:
    """Return what was said of a medicine, each under its label; nothing for empty lines."""
    words = [
        (_("Form"), said.preparation),
        (_("How taken"), said.dose),
        (_("When"), said.taken_when),
        (_("Good"), said.good),
        (_("Bad"), said.bad),
    ]
    return [(label, text) for label, text in words if text]


def entered_words(person: str, by: str) -> str:
    """Say whose words these are and who put them there."""
    if person == by:
        return _("Entered by %(by)s.") % {"by": by}
    return _("Entered for %(person)s by %(by)s.") % {"person": person, "by": by}


def pregnancy_words(answers: Mapping[str, str]) -> str:
    """Return what was answered, for the pages on which medicines are weighed; never silent."""
    sentences = [
        sentence
        for question, said in SENTENCES.items()
        if (sentence := str(said.get(answers[question], "")))
    ]
    if set(answers.values()) == {Answer.NOT_ASKED}:
        return _("Pregnancy and breast-feeding: not asked yet.")
    return " ".join(sentences)
