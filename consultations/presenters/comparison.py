"""How the medicines compare for this person: every word of the page, from the order to the why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.checklist import Checklist
from consultations.comparing import Standing, state_of
from consultations.matching import (
    SOMETHING_ELSE,
    Profile,
    Profiles,
    reasons,
    strong_elsewhere,
)
from consultations.presenters.compared import (
    Column,
    ComparedGroup,
    ComparedMedicine,
    Comparison,
)
from consultations.presenters.effects_now import in_one_line
from consultations.presenters.groups import GROUPS
from consultations.presenters.left_out import missing_words
from consultations.presenters.numbers import Figures, numbers_words
from consultations.presenters.other_voice import notes_on, said_by
from consultations.presenters.standing import (
    also,
    depends,
    holds,
    how_often_first,
    may_still_change,
    ordinal,
    phrases,
    place_words,
    why,
)
from consultations.presenters.taken import (
    experience_words,
    taken_said,
    taken_words,
    unavailable_words,
)
from consultations.presenters.wishes import Names, names, notes, read_back
from consultations.selectors.effects_now import SaidEffect
from consultations.selectors.medicines import SaidMedicine
from medications import kept
from medications.models import Availability, Card, Effect
from medications.presenters.levels import NOT_ON_CARDS, Level, presented_level
from medications.presenters.medicines import PresentedMedicine, in_a_sentence
from medications.selectors import Cell, Cells
from medications.selectors.since import SafetyChange
from medications.starter_rule import Basis

UNKNOWN: Cell = (None, Basis.NOTHING_FOUND)


@dataclass(frozen=True)
class Known:
    """What the comparison is drawn from, gathered by pages/comparison.py.

    shown_by_place  whether the organisation lists medicines by place, else by name
    is_whole        whether what is told on demand is worked out too
    numbers         out of 100, of what was chosen; None where they are not told
    since           which cards changed for safety since those shown, by medicine
    takes_none      whether it was said that nothing is taken now
    effects_now     side effects felt now; none where they are not told
    voice           whose the checklist is; '' for the person's
    """

    standing: Standing
    profiles: Profiles
    checklist: Checklist
    lines: Sequence[Effect]
    cells: Cells
    states: Mapping[int, Availability]
    said: Sequence[SaidMedicine]
    shown_by_place: bool
    is_whole: bool
    numbers: Figures | None
    since: Mapping[str, SafetyChange]
    takes_none: bool
    effects_now: Sequence[SaidEffect]
    voice: str = ""


def presented_comparison(known: Known) -> Comparison:
    """Return the whole comparison in words."""
    line_names = names(known.lines, known.checklist.own_words)
    is_by_place = known.shown_by_place and known.standing.ranking.wishes.are_comparable
    row = _Row(known, line_names, is_by_place)
    taken = tuple(taken_words(each) for each in known.said if each.kind == "now")
    return Comparison(
        columns(known.checklist, known.lines),
        tuple(_groups(known, row)),
        *_read_first(known, line_names),
        taken,
        taken_said(taken, known.takes_none),
        is_by_place,
        tuple(in_one_line(known.effects_now, known.lines)),
    )


def _read_first(known: Known, names: Names) -> tuple[str, tuple[str, ...]]:
    """Return the wishes read back, and what to know before reading."""
    its, by_place = known.checklist, known.shown_by_place
    if known.voice:
        return said_by(known.voice, its, names), tuple(notes_on(its, names, by_place))
    return read_back(its, names), tuple(notes(its, names, by_place))


def columns(checklist: Checklist, lines: Sequence[Effect]) -> tuple[Column, ...]:
    """Return the wishes in the person's order, then what would help."""
    chosen = (*checklist.avoid, *checklist.helpful)
    by_code = {each.code: kept.effect(each) for each in lines if each.code in chosen}
    own = {SOMETHING_ELSE: checklist.own_words}
    return (
        *(
            Column(
                by_code[code], str(place) if checklist.has_order else "", False, own.get(code, "")
            )
            for place, code in enumerate(checklist.avoid, 1)
        ),
        *(Column(by_code[code], "", True, own.get(code, "")) for code in checklist.helpful),
    )


class _Row:
    """Draws one medicine after another for one comparison."""

    def __init__(self, known: Known, line_names: Names, is_by_place: bool) -> None:
        """Look up once what every row needs."""
        self.known, self.names, self.is_by_place = known, line_names, is_by_place
        everybody = [card for cards in known.standing.groups.values() for card in cards]
        self.medicines = {card.medication.code: in_a_sentence(card) for card in everybody}
        self.wishes = known.checklist.avoid + known.checklist.helpful
        self.chosen, self.phrases = known.checklist.wishes, phrases()

    def __call__(self, card: Card) -> ComparedMedicine:
        """Return one medicine beside the wishes."""
        code = card.medication.code
        place = self._place(code)
        said = [each for each in self.known.said if each.code == code]
        return ComparedMedicine(
            self._medicine(card),
            place_words(place, place in self.known.standing.joint),
            tuple(self._level(code, wish) for wish in self.wishes),
            self._sentence(code, place),
            self._also(code),
            tuple(self._more(code)),
            next((taken_words(each) for each in said if each.kind == "now"), ""),
            tuple(experience_words(each) for each in said if each.kind == "before"),
            tuple(numbers_words(code, self.known.numbers, self.wishes, self.names)),
            self._forms(card) if self.known.is_whole else "",
            self._apart(card),
        )

    def _medicine(self, card: Card) -> PresentedMedicine:
        """Return the name of a medicine, marked when its card changed for safety since."""
        medicine, change = kept.unlinked(card), self.known.since.get(card.medication.code)
        return medicine if change is None else kept.marked(medicine, change)

    def _place(self, code: str) -> int | None:
        """Return the place among those open to choice; None without one, or where none is shown."""
        return self.known.standing.ranking.places.get(code) if self.is_by_place else None

    def _level(self, code: str, wish: str) -> Level:
        """Return what a card says of one wish."""
        if wish == SOMETHING_ELSE:
            return NOT_ON_CARDS
        return presented_level(*self._cells(code)[wish])

    def _cells(self, code: str) -> Mapping[str, Cell]:
        """Return what a card says of each line; of a card without levels, that nothing is known."""
        return self.known.cells.get(code) or {each.code: UNKNOWN for each in self.known.lines}

    def _profile(self, code: str) -> Profile:
        """Return the levels of one medicine; of a card without levels, nothing is known."""
        found = self.known.profiles.by_code.get(code)
        return found or Profile(code, {each.code: None for each in self.known.lines})

    def _forms(self, card: Card) -> str:
        """Return the forms that a medicine comes in, each once."""
        forms = {str(each.get_form_display()): None for each in card.preparations.all()}
        return ", ".join(forms)

    def _sentence(self, code: str, place: int | None) -> str:
        """Return one sentence why it stands there; the first also that it is the first."""
        if not self.wishes:
            return ""
        sentence = why(reasons(self._profile(code), self.chosen), self.names, self.phrases)
        if place == 1 and self._has_order():
            first = (
                _("Has the least of this list, in its order.")
                if self.known.voice
                else _("Has the least of your list, in your order.")
            )
            return " ".join([first, sentence])
        return sentence

    def _has_order(self) -> bool:
        """Tell whether the places come of what is to be avoided."""
        return bool(self.known.standing.ranking.wishes.compared_avoid)

    def _also(self, code: str) -> str:
        """Name every +++ outside the wishes."""
        return also(strong_elsewhere(self._profile(code), self.chosen), self.names)

    def _more(self, code: str) -> list[str]:
        """Return what is told on demand."""
        standing = self.known.standing
        result = standing.results.get(code)
        if result is None or not self.is_by_place:
            return []
        return [
            *holds(result, self.medicines),
            *depends(standing.parts.get(result.code), result.code, self.names, self.medicines),
            *how_often_first(standing.shares.get(result.code)),
            *may_still_change(result),
        ]

    def _apart(self, card: Card) -> str:
        """Say why a medicine stands apart, and where it would stand."""
        code = card.medication.code
        standing = self.known.standing
        place = standing.would_stand.get(code)
        said = [
            unavailable_words(state_of(card, self.known.states)),
            missing_words(standing.missing.get(code), card, standing.wanted),
        ]
        if place is not None and self.is_by_place:
            said.append(_("It would stand %(place)s.") % {"place": ordinal(place)})
        return " ".join(filter(None, said))


def _groups(known: Known, row: _Row) -> Iterator[ComparedGroup]:
    """Return the groups that have a medicine, in the order of the page."""
    for key, (heading, note) in GROUPS.items():
        cards = known.standing.groups[key]
        if not row.is_by_place:
            cards = tuple(sorted(cards, key=lambda card: card.medication.name))
        if cards:
            yield ComparedGroup(
                key.value, str(heading), str(note), tuple(row(card) for card in cards)
            )
