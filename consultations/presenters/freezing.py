"""What a decision rests on, in the words that are kept with it."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from consultations.checklist import Checklist
from consultations.frozen import FrozenPlace, FrozenWish, FrozenWishes
from consultations.matching import SOMETHING_ELSE
from consultations.models import Consultation, Mark, Participant
from consultations.presenters.compared import Column, ComparedMedicine, Comparison
from consultations.presenters.matters import PresentedMatters
from consultations.presenters.room import presented_band
from consultations.presenters.summary import moment
from consultations.presenters.taken import experience_words
from consultations.presenters.wishes import listed
from consultations.selectors.checklist import SaidChecklist
from consultations.selectors.medicines import SaidMedicine
from medications.models import Availability, Card, Effect, Release


def person_words(consultation: Consultation) -> dict[str, str]:
    """Return whose decision it is: as the band of the page says it, and as other services do."""
    person = consultation.service_user
    band = presented_band(person, consultation.code)
    return {
        "name": person.preferred_name,
        "full_name": " ".join(filter(None, [person.given_names, person.family_name])),
        "local_number": person.local_number,
        "nhs_number": person.nhs_number,
        "initials": band.initials,
        "born": band.born,
        "band": band.said,
    }


def setting_words(consultation: Consultation) -> dict[str, str]:
    """Return where and when people talked, and what was open to choice."""
    return {
        "where": str(consultation.get_setting_display()),
        "legal_setting": str(consultation.get_legal_setting_display()),
        "open_to_choice": consultation.open_to_choice,
        "participation": str(consultation.get_participation_display()),
        "participation_reason": consultation.participation_reason,
        "when": moment(consultation.starts_at),
    }


def release_words(release: Release) -> dict[str, int | str]:
    """Return which cards were looked at."""
    made = timezone.localtime(release.created_at)
    return {"number": release.number, "date": formats.date_format(made, "j F Y")}


def wishes_words(
    matters: PresentedMatters,
    said: SaidChecklist,
    lines: Iterable[Effect],
    read_back: str,
    typed_by: Sequence[str],
) -> FrozenWishes:
    """Return what the person said, each wish by its line or in own words."""
    checklist = said.checklist
    labels = {each.code: each.label for each in lines}
    if checklist.own_words:
        labels[SOMETHING_ELSE] = checklist.own_words
    return FrozenWishes(
        [list(goal) for goal in matters.goals],
        list(matters.topics),
        list(matters.stances),
        _wishes(checklist, checklist.avoid, labels),
        _wishes(checklist, checklist.helpful, labels),
        checklist.is_ordered,
        read_back,
        _typed({*typed_by, *said.typed_by}, said.copied_by),
        [[labels[code], str(Mark.Kind(kind).label)] for code, kind in checklist.marks.items()],
    )


def _wishes(
    checklist: Checklist, codes: Iterable[str], labels: Mapping[str, str]
) -> list[FrozenWish]:
    """Return some wishes with why they matter."""
    return [FrozenWish(code, labels[code], checklist.why.get(code, "")) for code in codes]


def _typed(typed: Iterable[str], copied: Sequence[str]) -> str:
    """Say who typed the person's words, and who copied them from paper; '' for nobody."""
    said = []
    names = sorted(typed)
    if names:
        said.append(_("Typed for the person by %(names)s.") % {"names": listed(names)})
    if copied:
        said.append(_("Copied from paper by %(names)s.") % {"names": listed(copied)})
    return " ".join(said)


def places(comparison: Comparison) -> list[FrozenPlace]:
    """Return every medicine as the comparison shows it, in its order."""
    return [
        _place(comparison.columns, each, group.key)
        for group in comparison.groups
        for each in group.medicines
    ]


def _place(columns: Iterable[Column], medicine: ComparedMedicine, group: str) -> FrozenPlace:
    """Return one medicine with what its card says of each wish."""
    return FrozenPlace(
        medicine.medicine.code,
        medicine.medicine.name,
        group,
        medicine.place,
        medicine.sentence,
        medicine.also,
        [
            [column.words or column.effect.label, level.sign, str(level.words)]
            for column, level in zip(columns, medicine.levels, strict=True)
        ],
    )


def availability_words(state: Availability) -> list[str]:
    """Return why a medicine is not simply to be had, as the service says it."""
    words = _("%(state)s here") % {"state": str(state.get_state_display()).capitalize()}
    return [words, state.reason]


def withdrawal_words(card: Card) -> list[str]:
    """Return that a medicine was withdrawn here, and why."""
    return [_("Withdrawn here"), card.stage_reason]


def past_words(said: SaidMedicine) -> str:
    """Return a medicine taken before: "Risperidone, 2019; bad: I was stiff"."""
    return ", ".join(filter(None, [said.name, said.preparation, said.dose, experience_words(said)]))


def participant_words(participant: Participant) -> list[str]:
    """Return a name, what they are, and whether they are here."""
    is_person = participant.kind == Participant.Kind.SERVICE_USER
    role = "" if is_person else participant.role or str(participant.get_kind_display())
    return [participant.name, role, _("here") if participant.is_present else _("not here")]
