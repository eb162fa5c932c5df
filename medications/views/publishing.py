"""A draft is submitted, read by a second pharmacist, published; a card is withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Account
from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors, services
from medications.forms.publishing import ReviewForm, SubmitForm, WithdrawalForm
from medications.models import Card
from medications.pages import publishing as pages
from medications.permissions import pharmacist
from medications.selectors.versions import version
from medications.stages import Move, MoveNotAllowed

HELD = (services.CardChanged, services.NotReady, MoveNotAllowed, PermissionDenied)
"""Why a move is not made: each carries a sentence that the page shows."""


@open_to(pharmacist)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: MemberRequest, card: int) -> HttpResponse:
    """Hand a draft to a second pharmacist; show in words what it changes."""
    release = selectors.current_release(request.organisation)
    found = version(release.organisation, card)
    form = SubmitForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            services.submit_card(card=found, by=request.user, **form.cleaned_data)
        except HELD as held:
            form.add_error(None, str(held))
            found = version(release.organisation, card)
        else:
            messages.success(request, _("Submitted. Another pharmacist reads and publishes it."))
            return redirect("desk")
    context = pages.submission(release, found, form)
    return render(request, "medications/desk/submit.html", context, status=422 if form else 200)


@open_to(pharmacist)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: MemberRequest, card: int) -> HttpResponse:
    """Show a submitted version's changes in words; comment, send back, take back or publish."""
    release = selectors.current_release(request.organisation)
    found = version(release.organisation, card)
    form = ReviewForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            said = _moved(found, form, request.user)
        except HELD as held:
            form.add_error(None, str(held))
            release = selectors.current_release(request.organisation)
            found = version(release.organisation, card)
        else:
            messages.success(request, said)
            is_comment = form.cleaned_data["move"] == Move.COMMENT
            return redirect("review_card", card) if is_comment else redirect("desk")
    context = pages.review(release, found, request.user, form)
    return render(request, "medications/desk/review.html", context, status=422 if form else 200)


def _moved(card: Card, form: ReviewForm, by: Account) -> str:
    """Make the move that was asked for, and return the sentence that says so."""
    said = form.cleaned_data
    move, key, words = said["move"], said["key"], said["words"]
    if move is Move.PUBLISH:
        release = services.publish_card(
            card=card, read=said["read"], release=said["release"], by=by, key=key, words=words
        )
        return _("Published. Release %(number)d is in use from now.") % {"number": release.number}
    services.answer_submission(card=card, move=move, words=words, by=by, key=key)
    return {
        Move.COMMENT: _("Your comment is kept."),
        Move.SEND_BACK: _("Sent back: it is a draft again, with what you said."),
        Move.TAKE_BACK: _("Taken back: it is a draft again."),
    }[move]


@open_to(pharmacist)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: MemberRequest, medication: str) -> HttpResponse:
    """Withdraw a medicine's card at once, with a reason; say before what will happen."""
    release = selectors.current_release(request.organisation)
    card = selectors.card(release, medication)
    form = WithdrawalForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            services.withdraw_card(
                organisation=release.organisation,
                medication=card.medication,
                by=request.user,
                **form.cleaned_data,
            )
        except HELD as held:
            form.add_error(None, str(held))
        else:
            messages.success(request, _("Withdrawn. Everyone sees it, with your reason."))
            return redirect("card", medication)
    context = pages.withdrawal(release, card, form)
    return render(request, "medications/desk/withdraw.html", context, status=422 if form else 200)
