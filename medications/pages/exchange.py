"""What the pages of spreadsheets need, and the files that they hand out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import Account
from medications import selectors
from medications.beginning import as_begun
from medications.content import Content, digest
from medications.exchange import writing
from medications.exchange.carrying import ReadCard, packed
from medications.exchange.checking import check_upload
from medications.exchange.reading import Upload
from medications.exchange.rows import Tables, card_tables, evidence_tables
from medications.forms import ExportForm, UploadForm
from medications.forms.exchange import CARDS, WORKBOOK
from medications.models import Release
from medications.presenters.exchange import (
    changed_cards,
    explained_sheets,
    fault_words,
    untouched_words,
)
from medications.presenters.lists import gated
from medications.presenters.medicines import presented_medicine
from medications.selectors import exchange as reads
from medications.selectors.changes import rows
from medications.stages import Stage

Context = dict[str, Any]
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class File:
    """A file to hand out: its name, what kind it is, and its content."""

    name: str
    content_type: str
    content: bytes


def spreadsheets(
    release: Release, export: ExportForm | None = None, upload: UploadForm | None = None
) -> Context:
    """Gather both forms and the explained sheets; a form that was sent stays as it was."""
    releases = list(reads.releases(release.organisation))
    blank = ExportForm(
        releases=releases,
        initial={"what": CARDS, "release": str(release.number), "kind": WORKBOOK},
    )
    return {
        "export": export or blank,
        "upload": upload or UploadForm(),
        "sheets": explained_sheets(),
        "refused": "",
        "faults": [],
        "ignored": [],
        "gated": [],
    }


def exported(release: Release, what: str, kind: str, *, with_drafts: bool) -> File:
    """Return cards or evidence as a file. Raises writing.TooLong."""
    tables = _card_tables(release, with_drafts) if what == CARDS else _evidence_tables(release)
    name = f"{what}-{'drafts-' if with_drafts else ''}release-{release.number}"
    if kind == WORKBOOK:
        return File(f"{name}.xlsx", TYPES["xlsx"], writing.workbook(tables))
    return File(f"{name}.zip", TYPES["zip"], writing.csv_files(tables))


def _card_tables(release: Release, with_drafts: bool) -> Tables:
    """Return what the cards say, sheet by sheet."""
    used = reads.in_use(release, with_drafts=with_drafts)
    names = {code: card.medication.name for code, card in used.cards.items()}
    return card_tables(used.contents.values(), names, reads.labels(release))


def _evidence_tables(release: Release) -> Tables:
    """Return what the cards rest on, sheet by sheet."""
    conditions = selectors.conditions(release)
    figures, facts = reads.evidence(release), reads.facts(release)
    return evidence_tables(figures, facts, reads.sources(release), conditions)


def read_file(release: Release, upload: Upload, by: Account) -> Context:
    """Gather what a file would change, or every fault; one fault is enough to change nothing.

    Raises NotReadable when it changes more than one form can carry.
    """
    used = reads.in_use(release, with_drafts=True)
    standing = reads.standing(release, used)
    checked = check_upload(upload, standing)
    shown = selectors.cards(release)
    context = {
        "ignored": [*upload.ignored, *untouched_words(checked.untouched, standing.names)],
        "faults": fault_words(checked.faults),
        "gated": gated(presented_medicine(each) for each in shown),
    }
    if checked.faults:
        return context
    after = {
        code: content if used.cards[code].stage == Stage.DRAFT else _begun(content, standing.labels)
        for code, content in checked.cards.items()
    }
    read = {code: ReadCard(digest(used.contents[code]), content) for code, content in after.items()}
    pairs = [(used.contents[code], content) for code, content in after.items()]
    known = rows(release.organisation, pairs)
    return context | {
        "read": packed(read, release.organisation, by) if read else "",
        "cards": changed_cards(used.contents, after, used.cards, shown, known),
    }


def _begun(content: Content, effects: Iterable[str]) -> Content:
    """Return what the draft would say that is begun for a file: what beginning sets is told too."""
    return as_begun(content, effects, timezone.localdate())
