"""A card read in another language: the approved texts, and what stays in English and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.languages import LANGUAGES, Language
from medications.models import CardTranslation
from medications.presenters.card import PresentedCard, PresentedSection
from medications.translating import English, english, is_outdated, shown


@dataclass(frozen=True)
class TranslatedSection:
    """One section in another language; the heading is empty where it has none of its own."""

    heading: str
    paragraphs: list[str]


@dataclass(frozen=True)
class OfferedLanguage:
    """A language in which some of a card can be read; `query` is its part of the address."""

    language: Language
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class InLanguage:
    """What a page shows of a card in the language of its address.

    offered    the languages with at least one approved text of this card
    chosen     the language of the address; None for English
    sections   the approved texts by section code
    outdated   by section code, why the English stands where a text of an older card is kept
    note       in one sentence or two, what is translated and what is not
    query      what links to other pages of the card carry, so that they keep the language
    """

    offered: list[OfferedLanguage]
    chosen: Language | None
    sections: Mapping[str, TranslatedSection]
    outdated: Mapping[str, str]
    note: str
    query: str


def english_texts(card: PresentedCard) -> dict[str, English]:
    """Return the words that can be translated, by section; sections without words are left out."""
    lines = {section.code: english_lines(section) for section in card.sections}
    return {code: english(said) for code, said in lines.items() if said}


def english_lines(section: PresentedSection) -> list[str]:
    """Return the words of a section as one reads them: our own, then what is known.

    That is what the cautions say in plain words, or the facts where there are none. Facts that
    unfold beneath cautions stay in the words of the sources, as do names, levels and figures.
    """
    facts = [f"{kind}: {fact.value}" for kind, facts in section.facts for fact in facts]
    is_plain = bool(section.cautions) or section.code == "sources"
    return [
        *section.paragraphs,
        *(caution.text for caution in section.cautions),
        *([] if is_plain else facts),
    ]


def in_language(
    rows: Iterable[CardTranslation], texts: Mapping[str, English], chosen: Language | None
) -> InLanguage:
    """Return a card in the language of the address, from the rows that two people have read."""
    by_place: dict[tuple[str, str], list[CardTranslation]] = {}
    for row in rows:
        by_place.setdefault((row.language, row.section), []).append(row)
    found = {
        place: text
        for place, its in by_place.items()
        if place[1] in texts and (text := shown(its, texts[place[1]].key))
    }
    code = chosen.code if chosen else ""
    sections = {
        section: TranslatedSection(text.heading, text.paragraphs)
        for (language, section), text in found.items()
        if language == code
    }
    return InLanguage(
        _offered({language for language, _section in found}, code),
        chosen,
        sections,
        _outdated(by_place, texts, chosen),
        _note(chosen, len(sections), len(texts)),
        _query(chosen),
    )


def _offered(codes: set[str], chosen: str) -> list[OfferedLanguage]:
    """Return the languages of some approved text, in the order of the list."""
    return [
        OfferedLanguage(each, _query(each), each.code == chosen)
        for each in LANGUAGES
        if each.code in codes
    ]


def _query(language: Language | None) -> str:
    """Return the part of an address that asks for a language; nothing for English."""
    return f"?language={language.code}" if language else ""


def _outdated(
    by_place: Mapping[tuple[str, str], list[CardTranslation]],
    texts: Mapping[str, English],
    chosen: Language | None,
) -> dict[str, str]:
    """Say for each section whose text is of an older card that the English stands."""
    if chosen is None:
        return {}
    said = _("The %(language)s text is of an older card, so the English stands here.")
    return {
        section: said % {"language": chosen.english}
        for (language, section), rows in by_place.items()
        if language == chosen.code and section in texts and is_outdated(rows, texts[section].key)
    }


def _note(chosen: Language | None, translated: int, of: int) -> str:
    """Say what is translated and what is not."""
    if chosen is None:
        return ""
    words = {"language": chosen.english, "count": translated, "all": of}
    if not translated:
        return _("No %(language)s text of this card is approved, so it stands in English.") % words
    read = (
        _("The words of all sections are in %(language)s.")
        if translated == of
        else ngettext(
            "%(count)d of %(all)d sections is in %(language)s, the others in English.",
            "%(count)d of %(all)d sections are in %(language)s, the others in English.",
            translated,
        )
    )
    kept = _(
        "Two pharmacists here have read each text. Levels, figures and the words of the sources"
        " stay in English."
    )
    return f"{read % words} {kept}"
