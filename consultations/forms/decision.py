"""What was decided, beside what the person named and what the clinician thinks."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.words import WordsField
from consultations.forms.ticket import TicketForm
from consultations.models import Decision
from consultations.services.decision import (
    NAMED_IN_WORDS,
    NOT_BOTH,
    WITHOUT_MEDICINE,
    DecisionDetails,
)
from consultations.typed_medicine import on_the_cards
from consultations.until_now import contradicts, left_over, settled
from medications.models import Card

LONGEST, LONGEST_NAME, LONGEST_HOW = 2000, 120, 500
NOT_ON_CARDS = "other"
ABOUT_UNTIL_NOW = {"kind", "medication", "medication_name", "until_now", "until_now_how"}
USUAL_REVIEW = datetime.timedelta(weeks=4)
Kind = Decision.Kind
Options = Sequence[tuple[str, str]]


def _words(label: Any, longest: int = LONGEST, **more: Any) -> forms.CharField:
    """Return an optional field in own words: long ones are a few lines, short ones one."""
    too_long = _("These are more words than fit (%(limit_value)d). Please shorten them.")
    if longest == LONGEST:
        more["widget"] = forms.Textarea(attrs={"rows": 2})
    errors = {"max_length": too_long}
    return WordsField(
        label=label, max_length=longest, required=False, error_messages=errors, **more
    )


class DecisionForm(TicketForm):
    """Three answers are needed; two of them are offered filled in.

    left_over   names of what is taken now and is not what was decided, once that is clean
    """

    left_over: Sequence[str] = ()

    named_kind = forms.ChoiceField(
        label=_("What the person named, after reading"),
        choices=[("", _("nothing was named")), *Kind.choices],
        required=False,
    )
    named_medication = forms.ChoiceField(label=_("Which medicine they named"), required=False)
    named_medication_name = _words(_("Another medicine they named: its name"), LONGEST_NAME)
    named_words = _words(_("In the person's own words"))
    clinician_view = _words(_("What the clinician thinks"))
    clinician_reason = _words(
        _("Why the clinician thinks so"),
        help_text=_("Also when it is not what a guideline says. It stands beside their view."),
    )
    kind = forms.ChoiceField(
        label=_("What was decided"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided; “not today” is an answer too.")},
    )
    medication = forms.ChoiceField(label=_("Which medicine"), required=False)
    medication_name = _words(
        _("Another medicine: its name"),
        LONGEST_NAME,
        help_text=_(
            "Only for one that is not in the list. There is no card for it. So it is not "
            "compared: look up what is known of it, and talk it through."
        ),
    )
    preparation = _words(_("In which form"), 200, help_text=_("For example: tablet, liquid"))
    dose = _words(
        _("How much, and when in the day"),
        200,
        help_text=_("For example: 10 mg in the morning. Could a lower dose do?"),
    )
    until_now = forms.ChoiceField(
        label=_("What happens to what is taken now"),
        choices=[("", _("not answered")), *Decision.UntilNow.choices],
        required=False,
    )
    until_now_how = _words(
        _("How, in words"),
        LONGEST_HOW,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: olanzapine 10 mg for a week, then 5 mg for a week"),
    )
    gate_is_confirmed = forms.BooleanField(
        label=_("We went through these conditions together"),
        help_text=_("Only for a medicine whose conditions stand on this page."),
        required=False,
    )
    difference_reason = _words(
        _("If it is not what the person named: why"),
        help_text=_("In plain words. This is shown to the person."),
    )
    who_decided = forms.ChoiceField(
        label=_("Who decided"),
        choices=Decision.WhoDecided.choices,
        initial=Decision.WhoDecided.TOGETHER,
        error_messages={"required": _("Choose who decided.")},
    )
    decided_by = forms.TypedChoiceField(
        label=_("Clinician who stands for it"),
        coerce=int,
        error_messages={
            "required": _("Choose which clinician."),
            "invalid_choice": _("Choose a clinician of this clinic."),
        },
    )
    review_on = forms.DateField(
        label=_("When you look at this, or ask, again"),
        initial=lambda: timezone.localdate() + USUAL_REVIEW,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day to look at this again."),
            "invalid": _("Write the date as 31/12/2026."),
        },
    )
    open_questions = _words(_("Still to talk about"))

    def __init__(
        self,
        *args: Any,
        medicines: Options,
        cards: Iterable[Card],
        gated: Collection[str],
        clinicians: Options,
        taken: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """Offer the medicines as the comparison shows them, and another one by name.

        `cards` are those that a typed name must not be on; `gated` are codes with conditions;
        `taken` is what is taken now, in words.
        """
        super().__init__(*args, **kwargs)
        self.taken = tuple(taken)
        self.fields["until_now"].help_text = _(
            "Taken now: %(taken)s. If it is not answered, the sheet says it is not settled yet."
        ) % {"taken": "; ".join(taken)}
        self.cards, self.gated, self.clinicians = tuple(cards), gated, dict(clinicians)
        for name in ("named_medication", "medication"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [
                ("", _("choose one, if it is about a medicine")),
                *medicines,
                (NOT_ON_CARDS, _("another one, not on the cards")),
            ]
        cast(forms.ChoiceField, self.fields["decided_by"]).choices = clinicians

    def clean_review_on(self) -> datetime.date:
        """Take a day to come."""
        day: datetime.date = self.cleaned_data["review_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Check what was decided and what was named, then whether and why they differ."""
        cleaned = super().clean() or self.cleaned_data
        for name in [each for each, value in cleaned.items() if isinstance(value, str)]:
            cleaned[name] = cleaned[name].strip()
        self._check_decided(cleaned)
        self._check_until_now(cleaned)
        self._check_named(cleaned)
        if _is_one_name(cleaned):
            cleaned["named_medication_name"] = cleaned["medication_name"]
        if not self.errors and self.details().differs and not cleaned["difference_reason"]:
            self.add_error(
                "difference_reason",
                _("This is not what the person named. Say why, in plain words for them."),
            )
        return cleaned

    def _check_decided(self, cleaned: dict[str, Any]) -> None:
        """Ask for a medicine where one belongs, for none where none does, for the conditions."""
        kind = cleaned.get("kind")
        if not self._is_named_once(cleaned, "medication"):
            return
        is_named = cleaned["medication"] or cleaned["medication_name"]
        if kind == Kind.MEDICINE and not is_named:
            self.add_error("medication", _("Choose which medicine, or write its name below."))
        if kind in WITHOUT_MEDICINE and is_named:
            self.add_error(_where(cleaned, "medication"), _("No medicine goes with this choice."))
        if cleaned.get("medication") in self.gated and not cleaned.get("gate_is_confirmed"):
            self.add_error(
                "gate_is_confirmed",
                _("This medicine has conditions. Go through them together, then tick this."),
            )

    def _check_until_now(self, cleaned: dict[str, Any]) -> None:
        """Let no answer stand that does not fit; what is not answered is not settled."""
        if not cleaned.keys() >= ABOUT_UNTIL_NOW:
            return
        decided = self.name_of(cleaned["medication"]) or cleaned["medication_name"]
        names = left_over(cleaned["kind"], decided, self.taken)
        its = (cleaned["kind"], decided, names, cleaned["until_now"])
        if wrong := contradicts(*its, cleaned["until_now_how"]):
            self.add_error(*wrong)
        else:
            self.left_over = names
            cleaned["until_now"] = settled(*its)

    def name_of(self, code: str) -> str:
        """Return the name of a medicine of the cards; '' for any other code."""
        found = (each.medication.name for each in self.cards if each.medication.code == code)
        return next(found, "")

    def _check_named(self, cleaned: dict[str, Any]) -> None:
        """Let nothing that was named be left out without a word."""
        kind, name = cleaned.get("named_kind"), "named_medication"
        if not self._is_named_once(cleaned, name) or "named_kind" in self.errors:
            return
        is_named = cleaned[name] or cleaned[f"{name}_name"]
        if kind == Kind.MEDICINE and not is_named:
            nothing = _("Choose which medicine the person named, or write its name below.")
            self.add_error(name, nothing)
        if kind in WITHOUT_MEDICINE and is_named:
            self.add_error(_where(cleaned, name), _("No medicine goes with what was named."))
        if not kind and is_named:
            self.add_error("named_kind", _("Choose what was named about this medicine."))
        elif not kind and cleaned.get("named_words"):
            self.add_error("named_kind", NAMED_IN_WORDS)

    def _is_named_once(self, cleaned: dict[str, Any], name: str) -> bool:
        """Tell whether a medicine is named once at most, or say what is wrong with it.

        Afterwards a name that was typed stands alone, in one spelling of its spaces.
        """
        if name in self.errors or f"{name}_name" in self.errors:
            return False
        chosen, typed = cleaned[name], " ".join(cleaned[f"{name}_name"].split())
        is_other = chosen == NOT_ON_CARDS
        wrong = on_the_cards(typed, self.cards)
        if is_other and not typed:
            wrong = str(_("Write the name of the other medicine."))
        elif chosen and typed and not is_other:
            wrong = str(NOT_BOTH)
        if wrong:
            self.add_error(f"{name}_name", wrong)
            return False
        cleaned[name] = "" if is_other else chosen
        cleaned[f"{name}_name"] = typed
        return True

    def details(self) -> DecisionDetails:
        """Return what was typed."""
        return DecisionDetails(**{k: v for k, v in self.cleaned_data.items() if k != "ticket"})


def _where(cleaned: dict[str, Any], name: str) -> str:
    """Return the field in which a medicine is named: the list, or the one to type in."""
    return name if cleaned[name] else f"{name}_name"


def _is_one_name(cleaned: dict[str, Any]) -> bool:
    """Tell whether the person named what was decided, in capital letters or not."""
    typed = [cleaned.get(name, "") for name in ("medication_name", "named_medication_name")]
    return typed[0] != "" and typed[0].casefold() == typed[1].casefold()
