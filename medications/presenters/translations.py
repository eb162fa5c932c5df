"""Translations on the pharmacist's desk in words: what there is, and what is left to do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Account
from medications.languages import LANGUAGES, Language
from medications.models import CardTranslation
from medications.sections import SECTIONS
from medications.translating import English, State, in_hand, newest_settled, numbers_apart, shown
from medications.translating import state as state_of
from medications.translation_stages import TranslationMove, TranslationStage


@dataclass(frozen=True)
class DeskText:
    """One section in one language, beside its English.

    stands   where it stands, and what readers see meanwhile
    said     what was said when it was sent back; empty otherwise
    hint     numbers that differ; empty when none does
    links    what can be done: address and words
    """

    code: str
    heading: str
    english: tuple[str, ...]
    own_heading: str
    paragraphs: list[str]
    state: State
    stands: str
    said: str
    hint: str
    links: list[tuple[str, str]]

    @property
    def is_open(self) -> bool:
        """Tell whether somebody is needed here, so that both texts stand open."""
        return self.state in (State.WAITING, State.WRITING, State.AGAIN)


@dataclass(frozen=True)
class DeskLanguage:
    """One language of one card: how far it is, and the way there."""

    language: Language
    words: str
    url: str


def desk_texts(
    rows: Iterable[CardTranslation],
    texts: Mapping[str, English],
    medication: str,
    language: Language,
    by: Account,
) -> list[DeskText]:
    """Return each section that has English words, in the order of the card.

    `rows` come with their steps and with all who wrote in them.
    """
    by_section = _by_section(rows)
    return [
        _desk_text(code, by_section.get(code, []), english, medication, language, by)
        for code, english in texts.items()
    ]


def _by_section(rows: Iterable[CardTranslation]) -> dict[str, list[CardTranslation]]:
    """Return the versions of each section."""
    found: dict[str, list[CardTranslation]] = {}
    for row in rows:
        found.setdefault(row.section, []).append(row)
    return found


def _desk_text(
    code: str,
    rows: Sequence[CardTranslation],
    english: English,
    medication: str,
    language: Language,
    by: Account,
) -> DeskText:
    """Return one section with the version that is worked on, or else the newest that was read."""
    state = state_of(rows, english.key)
    row = in_hand(rows) or shown(rows, english.key) or newest_settled(rows)
    is_seen = row is not None and state is not State.NONE
    write = reverse("translate_section", args=[medication, language.code, code])
    return DeskText(
        code,
        section_name(code),
        english.lines,
        row.heading if row and is_seen else "",
        row.paragraphs if row and is_seen else [],
        state,
        " ".join(_stands(state, rows, row, english)),
        _sent_back(row) if row and state is State.WRITING else "",
        number_hint(english.lines, row.paragraphs) if row and is_seen else "",
        _links(state, row, write, by),
    )


def section_name(code: str) -> str:
    """Return the English heading of a section."""
    return str(SECTIONS[code][0])


def _stands(
    state: State, rows: Sequence[CardTranslation], row: CardTranslation | None, english: English
) -> Iterable[str]:
    """Say where a text stands, and what readers see meanwhile."""
    if row is None:
        yield _("No text yet. Readers see the English.")
        return
    yield where_it_stands(row)
    if state in (State.WRITING, State.WAITING):
        if row.english_key != english.key:
            yield _("The English changed since.")
        if shown(rows, english.key):
            yield _("Readers see the version before it.")
        else:
            yield _("Readers see the English.")
    elif state is State.AGAIN:
        yield _("It is of an older card: the English changed, so readers see the English.")
    elif state is State.SHOWN:
        yield _("Readers see it.")
    else:
        yield _("Readers see the English.")


def where_it_stands(row: CardTranslation) -> str:
    """Say in whose hands one version is, or who approved it."""
    names = {
        "author": row.author.name,
        "approver": row.approver.name if row.approver else "",
        "date": formats.date_format(timezone.localtime(row.approved_at), "j F Y")
        if row.approved_at
        else "",
    }
    said = {
        TranslationStage.DRAFT: _("Being written, begun by %(author)s."),
        TranslationStage.SUBMITTED: _("Begun by %(author)s, waiting for a second pharmacist."),
        TranslationStage.APPROVED: _("Approved by %(approver)s on %(date)s."),
        TranslationStage.WITHDRAWN: _("Approved by %(approver)s on %(date)s, and taken away."),
        TranslationStage.DISCARDED: _("Begun by %(author)s, and given up."),
    }
    return said[TranslationStage(row.stage)] % names


def _sent_back(row: CardTranslation) -> str:
    """Return what was said when a text was sent back last."""
    last = next(reversed(list(row.steps.all())), None)
    if last is None or last.move != TranslationMove.SEND_BACK:
        return ""
    return _("Sent back by %(name)s: %(words)s") % {"name": last.by.name, "words": last.words}


def number_hint(english: Sequence[str], paragraphs: Sequence[str]) -> str:
    """Say which numbers stand on one side only; a hint, since they may be written as words."""
    only_english, only_here = numbers_apart(" ".join(english), " ".join(paragraphs))
    said = []
    if only_english:
        said.append(_("Numbers in the English alone: %(numbers)s.") % _listed(only_english))
    if only_here:
        said.append(_("Numbers in the translation alone: %(numbers)s.") % _listed(only_here))
    return " ".join(said)


def _listed(numbers: Iterable[str]) -> dict[str, str]:
    """Return numbers one after the other."""
    return {"numbers": ", ".join(numbers)}


def _links(
    state: State, row: CardTranslation | None, write: str, by: Account
) -> list[tuple[str, str]]:
    """Return what can be done with a section."""
    review = reverse("review_translation", args=[row.pk]) if row else ""
    if state is State.WAITING and row:
        words = _("Read it, or take it back") if is_own(row, by) else _("Read and approve")
        return [(review, words)]
    if state is State.WRITING:
        return [(write, _("Go on writing")), (review, _("Read it, or give it up"))]
    if state is State.SHOWN:
        return [(write, _("Correct it")), (review, _("Read it, or take it away"))]
    if state is State.AGAIN:
        return [(write, _("Look at it again")), (review, _("Read it, or take it away"))]
    return [(write, _("Translate it"))]


def is_own(row: CardTranslation, by: Account) -> bool:
    """Tell whether somebody wrote in a text, which comes with all who did."""
    return row.author_id == by.pk or by.pk in {each.pk for each in row.written_by.all()}


def desk_languages(
    rows: Iterable[CardTranslation], texts: Mapping[str, English], medication: str
) -> list[DeskLanguage]:
    """Return every language of a card, those that were begun first."""
    by_language: dict[str, list[CardTranslation]] = {}
    for row in rows:
        by_language.setdefault(row.language, []).append(row)
    listed = sorted(LANGUAGES, key=lambda each: each.code not in by_language)
    return [
        DeskLanguage(
            each,
            _how_far(by_language.get(each.code, []), texts),
            reverse("translated_card", args=[medication, each.code]),
        )
        for each in listed
    ]


def _how_far(rows: Iterable[CardTranslation], texts: Mapping[str, English]) -> str:
    """Say how many sections readers see, and what is left to do."""
    by_section = _by_section(rows)
    if not by_section:
        return _("Nothing yet.")
    states = Counter(
        state_of(by_section.get(code, []), english.key) for code, english in texts.items()
    )
    seen = sum(
        shown(by_section.get(code, []), english.key) is not None for code, english in texts.items()
    )
    read = _("Readers see %(count)d of %(all)d sections.") % {"count": seen, "all": len(texts)}
    return " ".join([read, *left_to_do(states)])


def left_to_do(states: Mapping[State, int]) -> list[str]:
    """Say how many texts wait, have to be looked at again, and are being written."""
    waiting, again = states.get(State.WAITING, 0), states.get(State.AGAIN, 0)
    writing = states.get(State.WRITING, 0)
    said = []
    if waiting:
        said.append(
            ngettext(
                "One waits for a second pharmacist.",
                "%(count)d wait for a second pharmacist.",
                waiting,
            )
            % {"count": waiting}
        )
    if again:
        said.append(
            ngettext(
                "The English of one changed: look at it again.",
                "The English of %(count)d changed: look at them again.",
                again,
            )
            % {"count": again}
        )
    if writing:
        said.append(
            ngettext("One is being written.", "%(count)d are being written.", writing)
            % {"count": writing}
        )
    return said
