"""Everything that is kept about one person: the page that offers it, and the two files."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from consultations import pdf
from consultations.forms.keeping import MoveForm
from consultations.models import Consultation, ServiceUser
from consultations.pages.summary import found
from consultations.presenters.keeping import presented_keeping
from consultations.presenters.moments import moment_words
from consultations.presenters.people import presented_person
from consultations.presenters.record_text import plain_text
from consultations.presenters.summary_sections import presented_summary
from consultations.presenters.whole_record import entry_values, parts, values
from consultations.selectors.keeping import record_moves
from consultations.selectors.looks import entries_about
from consultations.selectors.summaries import decisions
from consultations.selectors.whole_record import is_all_in_reach, rows_about
from medications.models import Release
from medications.selectors import conditions


def record_page(account: Account, person: ServiceUser) -> dict[str, Any]:
    """Gather the page on which somebody takes away everything that is kept about a person."""
    return {
        "person": presented_person(person),
        "key": person.pk,
        "is_all_in_reach": is_all_in_reach(account, person.organisation, person),
        "has_pdf": pdf.is_there(),
    }


def keeping_page(person: ServiceUser, form: MoveForm, *, is_reader: bool) -> dict[str, Any]:
    """Gather how a record is kept; whose it is stands there for clinicians alone."""
    return {
        "form": form,
        "key": person.pk,
        "keeping": presented_keeping(person, record_moves(person)),
        "person": presented_person(person) if is_reader else None,
    }


def record_json(account: Account, person: ServiceUser) -> bytes:
    """Return everything as JSON: rows by kind, summaries as printed, and who looked and wrote."""
    rows = rows_about(person)
    entries = entries_about(person.organisation, person)
    whole = {
        "about": _about(account, person),
        "rows": {
            model._meta.object_name: [values(each) for each in its] for model, its in rows.items()
        },
        "summaries": _summaries(person),
        "conditions": _conditions(person),
        "looked_and_wrote": [entry_values(each) for each in entries],
    }
    return json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def record_pdf(account: Account, person: ServiceUser) -> bytes:
    """Return everything as a tagged PDF."""
    entries = entries_about(person.organisation, person)
    context = {
        "title": _("Everything that is kept about %(name)s") % {"name": person.preferred_name},
        "about": _about(account, person),
        "parts": parts(rows_about(person), entries, _summaries(person)),
        "conditions": _conditions(person),
    }
    return pdf.render(render_to_string("consultations/record_pdf.html", context))


def _about(account: Account, person: ServiceUser) -> dict[str, str]:
    """Return who made the file, where and when."""
    return {
        "made_at": moment_words(timezone.now()),
        "made_by": account.name,
        "service": person.organisation.name,
    }


def _conditions(person: ServiceUser) -> dict[str, list[str]]:
    """Return what stands wherever a medicine is named, by code: of the cards of each conversation.

    Words, codes and changes may name any of them, so that they stand here once for all.
    """
    found: dict[str, dict[str, None]] = {}
    releases = Release.objects.filter(consultations__service_user=person).distinct()
    for release in releases.order_by("number"):
        for code, sentences in conditions(release).items():
            found.setdefault(code, {}).update(dict.fromkeys(sentences))
    return {code: list(sentences) for code, sentences in found.items()}


def _summaries(person: ServiceUser) -> dict[int, list[str]]:
    """Return the text of every summary, by the key of its conversation."""
    talks = Consultation.objects.filter(service_user=person).select_related("organisation")
    return {talk.pk: list(_texts(talk)) for talk in talks.order_by("pk")}


def _texts(talk: Consultation) -> list[str]:
    """Return the summaries of one conversation as plain text, first to newest."""
    numbers = range(1, len(decisions(talk)) + 1)
    return [plain_text(presented_summary(found(talk, each).known)) for each in numbers]
