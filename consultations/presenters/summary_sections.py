"""The sections of a summary: what was said, what was decided and why, what happens next."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.frozen import Frozen, FrozenWish
from consultations.models import Decision
from consultations.presenters.no_card import marked, no_card
from consultations.presenters.summary import (
    Known,
    Line,
    Section,
    Summary,
    british,
    how_taken,
    mark,
    record,
    stamp,
    taken_then,
    unapproved,
    was_entered_for,
    when,
    whose,
    words_of,
)
from consultations.presenters.summary_medicines import (
    compared,
    conditions,
    considered,
    first_places,
    looked_at,
    name_of,
    named,
)
from consultations.presenters.until_now import STEP_BY_STEP, leaves_open, told_to_the_person
from medications.models import Medication

Kind = Decision.Kind

CHOSEN = {
    Kind.MEDICINE: gettext_lazy("%(medicine)s"),
    Kind.NO_CHANGE: gettext_lazy("no change: %(medicine)s goes on"),
    Kind.LOWER_DOSE: gettext_lazy("a lower dose of %(medicine)s"),
    Kind.CLINICIAN_DECIDES: gettext_lazy("my clinician decides this time: %(medicine)s"),
}
"""What was chosen when a medicine goes with it; without one the kind's own words say it."""

NOT_SUDDENLY = gettext_lazy(
    "Do not stop suddenly. It can make you feel ill. Talk with your clinician or pharmacist "
    "first. They can help you come off it bit by bit."
)
CHANGE_MIND = gettext_lazy(
    "You can change your mind. Tell your clinician. Then you talk again and decide anew."
)
DRAFT = gettext_lazy(
    "These words on changing your mind and on stopping are a draft: they have no source yet."
)
NOT_CHECKED = gettext_lazy(
    "The tool behind this sheet checks no allergies, no interactions with other medicines and no "
    "test results. Your clinician or pharmacist does that with you."
)
NOT_CHECKED_BY_IT = gettext_lazy(
    "The tool that was used checks no allergies, no interactions with other medicines and no test "
    "results."
)
"""The same for a colleague, who reads it in the letter and in the record (H12)."""

A_START = gettext_lazy("This sheet is a start for talking, not an instruction.")


def presented_summary(known: Known) -> Summary:
    """Return the summary of one decision."""
    frozen = known.frozen
    decision = known.decision
    meant = {each.code for each in (decision.medication, decision.named_medication) if each}
    sections = tuple(each for each in _sections(known, meant) if not each.is_empty)
    texts = [*words_of(sections), frozen.service.get("contact", "")]
    with_conditions = conditions(frozen, texts, meant)
    if not with_conditions.is_empty:
        sections = (*sections, with_conditions)
    return Summary(
        _("What we talked about and decided"),
        whose(frozen),
        when(frozen),
        mark(known),
        sections,
        record(known),
        stamp(known),
    )


def _sections(known: Known, meant: set[str]) -> Iterator[Section]:
    """Return the sections in their order, those with nothing to say as well."""
    frozen = known.frozen
    said = [what_matters(frozen), to_avoid(frozen), helpful(frozen), my_medicines(frozen)]
    after = tuple(_after(known))
    texts = words_of((*said, *after))
    medication = known.decision.medication
    code = medication.code if medication else ""
    yield from said
    yield looked_at(frozen, code, considered(frozen, texts, meant))
    yield from after


def _after(known: Known) -> Iterator[Section]:
    """Return what was decided and all that follows from it."""
    frozen = known.frozen
    yield decided(known)
    yield views(known)
    yield differently(known)
    yield next_steps(known)
    yield whom_to_ask(frozen)
    yield open_to_choice(frozen)
    yield limits(frozen)


def limits(frozen: Frozen) -> Section:
    """Return what the sheet is not."""
    said = (unapproved(frozen), str(NOT_CHECKED), str(A_START))
    return Section("limits", _("What this sheet is not"), said=tuple(filter(None, said)))


def what_matters(frozen: Frozen) -> Section:
    """Return goals, topics and where the person stood, in their words."""
    wishes = frozen.wishes
    lines = [Line(words, heading) for heading, words in wishes.goals]
    lines += [Line(topic, _("Please bring this up for me")) for topic in wishes.topics]
    lines += [Line(stance, _("Where I stood")) for stance in wishes.stances]
    nothing = () if lines else (_("Nothing was said about this."),)
    typed = (wishes.typed_by,) if wishes.typed_by else ()
    return Section("matters", _("What matters to me"), tuple(lines), nothing, typed)


def to_avoid(frozen: Frozen) -> Section:
    """Return what the person most wants to avoid, with why."""
    wishes = frozen.wishes
    is_numbered = wishes.is_ordered and len(wishes.avoid) > 1
    heading = _("What I most want to avoid, in order")
    return Section(
        "avoid",
        heading if is_numbered else _("What I want to avoid"),
        tuple(_wish(each) for each in wishes.avoid),
        () if wishes.avoid else (_("Nothing was picked."),),
        is_numbered=is_numbered,
    )


def helpful(frozen: Frozen) -> Section:
    """Return the effects that would help the person."""
    lines = tuple(_wish(each) for each in frozen.wishes.helpful)
    return Section("helpful", _("What would help me"), lines)


def my_medicines(frozen: Frozen) -> Section:
    """Return what was taken then and before."""
    lines = [Line(words, _("Taken now")) for words in taken_then(frozen)]
    lines += [Line(words, _("Taken before")) for words in frozen.experience]
    return Section("my-medicines", _("My medicines"), tuple(lines))


def decided(known: Known) -> Section:
    """Return what was decided, how it is taken, who decided, and how it compared."""
    decision, frozen = known.decision, known.frozen
    lines = [Line(chosen(known), _("We decided"))]
    if without := no_card(decision.medication_name, decision.named_medication_name):
        lines.append(Line(without, _("To know")))
    if how := how_taken(decision):
        lines.append(Line(how, _("How it is taken")))
    if until_now := told_to_the_person(known):
        lines.append(Line(until_now, _("What I took until now")))
    lines.append(Line(who_decided(known), _("Who decided")))
    if decision.gate_is_confirmed:
        lines.append(Line(_("We went through its conditions together."), _("Conditions")))
    if decision.medication:
        lines += compared(frozen, decision.medication.code)
    return Section("decided", _("What we decided"), tuple(lines))


def chosen(known: Known) -> str:
    """Return what was decided, in words."""
    decision = known.decision
    name = _name(known.frozen, decision.medication, decision.medication_name)
    return _choice(decision.kind, name)


def named_choice(known: Known) -> str:
    """Return what the person named after reading; '' when nothing was."""
    decision = known.decision
    name = _name(known.frozen, decision.named_medication, decision.named_medication_name)
    return _choice(decision.named_kind, name) if decision.named_kind else ""


def who_decided(known: Known) -> str:
    """Say who decided, by name, and who entered it for the clinician."""
    names = {
        "person": known.frozen.person.get("name", ""),
        "clinician": known.decision.decided_by.name,
    }
    ways = {
        Decision.WhoDecided.PERSON: _("%(person)s, with %(clinician)s as the clinician"),
        Decision.WhoDecided.TOGETHER: _("%(person)s and %(clinician)s, together"),
        Decision.WhoDecided.CLINICIAN: _("%(clinician)s, the clinician"),
    }
    said = ways[Decision.WhoDecided(known.decision.who_decided)] % names
    if not was_entered_for(known.decision):
        return said
    words = {"said": said, "name": known.decision.entered_by.name}
    return _("%(said)s (entered by %(name)s)") % words


def views(known: Known) -> Section:
    """Return what the person named and, beside it, the clinician's own view with its reason."""
    decision = known.decision
    named_words = filter(None, [named_choice(known), decision.named_words])
    said = {
        _("I named, after reading"): "\n".join(named_words),
        _("What my clinician thinks"): decision.clinician_view,
        _("Why my clinician thinks so"): decision.clinician_reason,
    }
    lines = tuple(Line(words, lead) for lead, words in said.items() if words)
    agreed = decision.named_kind and not differs(decision)
    after = (_("We decided what I named."),) if agreed else ()
    return Section("views", _("What each of us thought"), lines, after=after)


def differently(known: Known) -> Section:
    """Return where the two saw it differently, why, and the first places beside it (R49)."""
    decision, frozen = known.decision, known.frozen
    if not differs(decision):
        return Section("differently", "")
    words = {"named": named_choice(known), "decided": chosen(known)}
    lines = [Line(decision.difference_reason, _("Why"))]
    first = [f"{each.place} {each.name}" for each in first_places(frozen)]
    if first:
        lines.append(Line(", ".join(first), _("First places open to choice then")))
    said = (_("I named: %(named)s. We decided: %(decided)s.") % words,)
    return Section("differently", _("Where we saw it differently"), tuple(lines), said)


def differs(decision: Decision) -> bool:
    """Tell whether something other was decided than the person named (models/decision.py)."""
    named = (decision.named_medication_id, decision.named_medication_name)
    is_same = named in ((None, ""), (decision.medication_id, decision.medication_name))
    return bool(decision.named_kind) and (decision.named_kind != decision.kind or not is_same)


def next_steps(known: Known) -> Section:
    """Return when it is looked at again, what is still open, what becomes of what is taken."""
    decision = known.decision
    lines = [Line(british(decision.review_on), _("We look at this again on"))]
    if decision.open_questions:
        lines.append(Line(decision.open_questions, _("Still to talk about")))
    if leaves_open(known):
        taken = "; ".join(known.frozen.taken_now)
        lines.append(Line(f"{taken}. {STEP_BY_STEP}", _("What I took until now")))
    return Section("next", _("What happens next"), tuple(lines))


def whom_to_ask(frozen: Frozen) -> Section:
    """Return whom to ask, and what always holds: a mind can change, and not suddenly."""
    said = (frozen.service.get("contact", ""), str(CHANGE_MIND), str(NOT_SUDDENLY))
    return Section("ask", _("Whom to ask"), said=tuple(filter(None, said)), after=(str(DRAFT),))


def open_to_choice(frozen: Frozen) -> Section:
    """Return who was there, the legal setting, and what was open to choice."""
    setting = frozen.setting
    people = "; ".join(", ".join(filter(None, each)) for each in frozen.participants)
    part = [setting.get(key, "") for key in ("participation", "participation_reason")]
    words = {
        _("Who took part"): people,
        _("How much I took part"): "; ".join(filter(None, part)),
        _("Legal setting"): setting.get("legal_setting", ""),
        _("What was open to choice"): setting.get("open_to_choice", ""),
    }
    lines = tuple(Line(said, lead) for lead, said in words.items() if said)
    return Section("setting", _("Who was there, what was open to choice"), lines)


def _wish(wish: FrozenWish) -> Line:
    """Return a wish with why it matters."""
    why = (_("Why: %(words)s") % {"words": wish.why},) if wish.why else ()
    return Line(wish.label, "", why)


def _choice(kind: str, medicine: str) -> str:
    """Return a choice in words; without a medicine the kind's own words say it."""
    way = CHOSEN.get(Kind(kind)) if medicine else None
    return str(way) % {"medicine": medicine} if way else str(Kind(kind).label)


def _name(frozen: Frozen, medication: Medication | None, typed: str) -> str:
    """Return a medicine's name as it was then, with what always stands beside it; '' for none."""
    if medication is None:
        return marked(typed)
    code = medication.code
    return named(frozen, code, name_of(frozen, code, medication.name))
