"""Makes the starter cards from the rows, and the releases through which they are used."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.services import record_audit
from medications.loader.library import ALL, Library, Record
from medications.loader.rows import Rows
from medications.models import Card, Caution, Preparation, Rating, Release
from medications.models.substance import LINE_37
from medications.starter_rule import Row, StarterLevel, starter_levels
from medications.suggesting import rule_row


@dataclass(frozen=True)
class StarterCard:
    """Everything one starter card will hold, before it is compared with the one in use."""

    medication: str
    levels: dict[str, StarterLevel]
    evidence: list[str]
    facts: list[str]
    preparations: list[Record]
    cautions: list[Record]
    sections: dict[str, list[str]]
    sources: list[Record]

    @property
    def content_key(self) -> str:
        """Return the digest of the card's content; file positions do not count."""
        levels = {code: [each.level, each.basis] for code, each in self.levels.items()}
        words = [
            {name: value for name, value in record.items() if name != "position"}
            for record in [*self.preparations, *self.cautions]
        ]
        keys = sorted(self.evidence + self.facts)
        content = [levels, keys, words, self.sections, self.sources]
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def starter_cards(library: Library, rows: Rows) -> list[StarterCard]:
    """Work out one starter card per medicine of the files."""
    effects = [code for code in rows.effects if code != LINE_37]
    codes = [each["code"] for each in library.records["medications.csv"]]
    return [_starter_card(library, rows, code, effects) for code in codes]


def _starter_card(library: Library, rows: Rows, code: str, effects: list[str]) -> StarterCard:
    """Gather what the files say about one medicine, and about all medicines."""
    here = (code, ALL)
    records = library.records
    figures = [*records["evidence.csv"], *records["benefits.csv"]]
    cited = {
        each["source"]
        for each in [*figures, *records["card_facts.csv"]]
        if each["medication"] in here
    }
    sections: dict[str, list[str]] = defaultdict(list)
    for record in sorted(records["explanations.csv"], key=lambda each: each["medication"] == ALL):
        if record["medication"] in here:
            sections[record["section"]].append(record["text"])
    return StarterCard(
        code,
        starter_levels(code, _rule_rows(rows, code), effects),
        [each["key"] for each in figures if each["medication"] in here],
        [each["key"] for each in records["card_facts.csv"] if each["medication"] in here],
        [each for each in records["preparations.csv"] if each["medication"] == code],
        [each for each in records["cautions.csv"] if each["medication"] in here],
        dict(sections),
        [each for each in records["sources.csv"] if each["code"] in cited],
    )


def _rule_rows(rows: Rows, code: str) -> dict[str, list[Row]]:
    """Return the medicine's evidence by effect, as the starter rule reads it."""
    kinds = {source.pk: source.kind for source in rows.sources.values()}
    codes = {effect.pk: effect.code for effect in rows.effects.values()}
    medication = rows.medications[code].pk
    by_effect: dict[str, list[Row]] = defaultdict(list)
    for each in rows.evidence.values():
        if each.medication_id == medication and each.effect_id is not None:
            by_effect[codes[each.effect_id]].append(rule_row(each, kinds[each.source_id]))
    return by_effect


def write_cards(cards: Iterable[StarterCard], rows: Rows) -> list[Card]:
    """Publish each starter card whose content is new; return the new ones."""
    current = {
        card.medication_id: card
        for card in Card.objects.filter(organisation=None, stage=Card.Stage.PUBLISHED)
    }
    written = []
    for card in cards:
        known = current.get(rows.medications[card.medication].pk)
        if known is None or known.content_key != card.content_key:
            written.append(_write_card(card, rows, known))
    return written


def _write_card(starter: StarterCard, rows: Rows, known: Card | None) -> Card:
    """Write one version of a starter card; the one before it is superseded, never changed."""
    if known is not None:
        Card.objects.filter(pk=known.pk).update(stage=Card.Stage.SUPERSEDED)
    card = Card.objects.create(
        medication=rows.medications[starter.medication],
        version=known.version + 1 if known else 1,
        stage=Card.Stage.PUBLISHED,
        published_at=timezone.now(),
        sections=starter.sections,
        content_key=starter.content_key,
    )
    card.evidence.set([rows.evidence[key].pk for key in starter.evidence])
    card.facts.set([rows.facts[key].pk for key in starter.facts])
    _write_ratings(card, starter, rows)
    _write_preparations(card, starter, rows)
    _write_cautions(card, starter, rows)
    return card


def _write_ratings(card: Card, starter: StarterCard, rows: Rows) -> None:
    """Write the 36 ratings with the evidence that each rests on."""
    ratings = Rating.objects.bulk_create(
        Rating(card=card, effect=rows.effects[code], level=each.level, basis=each.basis)
        for code, each in starter.levels.items()
    )
    Rating.evidence.through.objects.bulk_create(
        Rating.evidence.through(rating_id=rating.pk, evidence_id=rows.evidence[key].pk)
        for rating, each in zip(ratings, starter.levels.values(), strict=True)
        for key in each.rows
    )


def _write_preparations(card: Card, starter: StarterCard, rows: Rows) -> None:
    """Write the forms the medicine comes in."""
    Preparation.objects.bulk_create(
        Preparation(
            card=card,
            form=each["form"],
            strengths=each["strengths"],
            how_often=each["how_often"],
            source=rows.sources[each["source"]],
            position=each["position"],
        )
        for each in starter.preparations
    )


def _write_cautions(card: Card, starter: StarterCard, rows: Rows) -> None:
    """Write the safety lines with the card facts that they rest on."""
    cautions = Caution.objects.bulk_create(
        Caution(
            card=card,
            kind=each["kind"],
            is_gating=each["is_gating"],
            text=each["text"],
            position=each["position"],
        )
        for each in starter.cautions
    )
    held = [rows.facts[key] for key in starter.facts]
    codes = {source.pk: code for code, source in rows.sources.items()}
    Caution.facts.through.objects.bulk_create(
        Caution.facts.through(caution_id=caution.pk, cardfact_id=fact.pk)
        for caution, each in zip(cautions, starter.cautions, strict=True)
        for fact in held
        if (fact.kind, codes[fact.source_id]) in each["facts"]
    )


def write_releases(organisations: Iterable[Organisation], new: list[Card]) -> list[Release]:
    """Give each organisation a release with the newest starter cards it has no card of its own for.

    Release 1 holds the starter cards. When nothing is new, an organisation keeps its release.
    """
    starters = list(Card.objects.filter(organisation=None, stage=Card.Stage.PUBLISHED))
    return [
        _write_release(organisation, starters)
        for organisation in organisations
        if new or not organisation.releases.exists()
    ]


def _write_release(organisation: Organisation, starters: list[Card]) -> Release:
    """Write the next release: the organisation's own cards, and starter cards for the rest."""
    last = organisation.releases.order_by("number").last()
    own = list(last.cards.filter(organisation=organisation)) if last else []
    have = {card.medication_id for card in own}
    release = Release.objects.create(
        organisation=organisation,
        number=last.number + 1 if last else 1,
        reason=_("Starter cards loaded from the library's files."),
    )
    release.cards.set([*own, *(card for card in starters if card.medication_id not in have)])
    record_audit(
        action="publish_release",
        record=f"release:{organisation.pk}:{release.number}",
        organisation=organisation,
        detail={"cards": release.cards.count()},
    )
    return release
