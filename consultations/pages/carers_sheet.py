"""The sheet that a carer takes home once it is agreed: page, large print, PDF and plain text."""

from django.http import Http404
from django.template.loader import render_to_string

from consultations import pdf
from consultations.models import Consultation, Participant
from consultations.presenters.carers_sheet import carers_sheet
from consultations.presenters.summary import Known, Summary
from consultations.presenters.texts import own_words
from consultations.selectors.for_carer import Seen, seen


def known(consultation: Consultation, its: Seen) -> Known:
    """Return the newest decision that a carer may see. Raises Http404 when there is none."""
    if not its.decisions:
        raise Http404
    for each in its.decisions:
        each.consultation = consultation
    return Known.of(its.decisions, len(its.decisions))


def sheet(consultation: Consultation, carer: Participant) -> Summary:
    """Return the sheet of the newest decision. Raises Http404 unless it is shared."""
    watch_for = own_words("watch_for", consultation.organisation.texts)
    return carers_sheet(known(consultation, seen(carer)), watch_for)


def sheet_pdf(summary: Summary, is_large: bool) -> bytes:
    """Return the sheet as a PDF; what was put right later may be words that a carer may not see."""
    context = {"summary": summary, "is_large": is_large, "addenda": ()}
    return pdf.render(render_to_string("consultations/summary_pdf.html", context))
