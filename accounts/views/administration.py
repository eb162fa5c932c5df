"""Accounts of the organisation: letting somebody in, roles, switching off. No clinical word."""

from collections.abc import Callable
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import selectors
from accounts.forms import ClinicForm, LetInForm, RoleForm
from accounts.invitations import password_link
from accounts.models import Account, Role
from accounts.permissions import open_to, role
from accounts.presenters import let_in_words, presented_account
from accounts.requests import MemberRequest
from accounts.services import team

only_administrators = role(Role.ADMINISTRATOR)


@open_to(only_administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: MemberRequest) -> HttpResponse:
    """Show the accounts and clinics of the organisation, and open another clinic."""
    form = ClinicForm(request.POST or None)
    if form.is_valid():
        try:
            opened = team.open_clinic(
                organisation=request.organisation, by=request.user, **form.cleaned_data
            )
        except team.TeamRuleError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("%(name)s is open.") % {"name": opened.name})
            return redirect("accounts")
    found = selectors.accounts_of(request.organisation)
    presented = [presented_account(each) for each in found]
    context = {"accounts": presented, "form": form}
    context["clinics"] = selectors.clinics(request.organisation)
    return render(request, "accounts/accounts.html", context)


@open_to(only_administrators)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def let_in(request: MemberRequest) -> HttpResponse:
    """Let somebody in: an account, its first role, and a link by mail."""
    form = LetInForm(request.POST or None, organisation=request.organisation)
    if form.is_valid():
        try:
            found = team.let_in(
                organisation=request.organisation, by=request.user, **form.cleaned_data
            )
        except team.TeamRuleError as refusal:
            form.add_error("email", str(refusal))
        else:
            say_let_in(request, found)
            return redirect("account", found.account.pk)
    context = {"form": form, "is_mail_printed": is_mail_printed()}
    context["clinics"] = selectors.clinics(request.organisation)
    return render(request, "accounts/let_in.html", context)


def say_let_in(request: MemberRequest, found: team.LetIn) -> None:
    """Say what was done, and send a link to whoever has no password yet."""
    words = let_in_words(found.membership, is_role_new=found.is_role_new)
    if not found.account.has_usable_password():
        if not found.is_new:
            messages.info(request, words)
        send_link(request, found.account)
        return
    no_link = _("No link is sent: they sign in as before.")
    messages.info(request, f"{words} {no_link}")


@open_to(only_administrators)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def account(request: MemberRequest, key: int) -> HttpResponse:
    """Show one account of the organisation, and change what it may do."""
    found = get_object_or_404(selectors.accounts_of(request.organisation), pk=key)
    form = RoleForm(organisation=request.organisation)
    if request.method == "POST":
        if request.POST.get("do") == "give":
            form = RoleForm(request.POST, organisation=request.organisation)
        if done(request, found, form):
            return redirect("account", found.pk)
    context = {"account": found, "roles": presented_account(found).roles, "form": form}
    context["is_mail_printed"] = is_mail_printed()
    return render(request, "accounts/account.html", context)


def done(request: MemberRequest, found: Account, form: RoleForm) -> bool:
    """Do what was pressed and say so; False when the form has to be shown once more."""
    do = request.POST.get("do", "")
    if do == "link":
        send_link(request, found)
        return True
    if do == "give" and not form.is_valid():
        return False
    try:
        words = give(request, found, form) if do == "give" else PRESSES[do](request, found)
    except KeyError:
        raise Http404 from None
    except team.TeamRuleError as refusal:
        words = str(refusal)
    messages.info(request, words)
    return True


def give(request: MemberRequest, found: Account, form: RoleForm) -> str:
    """Give the role that was chosen."""
    organisation = request.organisation
    team.give_role(account=found, organisation=organisation, by=request.user, **form.cleaned_data)
    return _("The role is given.")


def take(request: MemberRequest, found: Account) -> str:
    """Take back the role that was pressed."""
    rows = selectors.memberships_of(found).filter(organisation=request.organisation)
    number = request.POST.get("key", "")
    membership = get_object_or_404(rows, pk=number if number.isdecimal() else 0)
    team.take_role(membership=membership, by=request.user)
    return _("The role is taken back.")


def off(request: MemberRequest, found: Account) -> str:
    """Switch the account off."""
    team.switch_off(account=found, organisation=request.organisation, by=request.user)
    return _("The account is switched off.")


def on(request: MemberRequest, found: Account) -> str:
    """Switch the account on."""
    team.switch_on(account=found, organisation=request.organisation, by=request.user)
    return _("The account is switched on.")


def reset(request: MemberRequest, found: Account) -> str:
    """Take a lost second step away."""
    team.reset_second_step(account=found, organisation=request.organisation, by=request.user)
    return _("The second step is taken away. The next sign-in sets a new one up.")


PRESSES: dict[str, Callable[[MemberRequest, Account], str]] = {
    "take": take,
    "off": off,
    "on": on,
    "reset": reset,
}


def send_link(request: MemberRequest, found: Account) -> None:
    """Send the link at which the owner chooses a password, and say whether it went out."""
    team.note_link(account=found, organisation=request.organisation, by=request.user)
    context = {"link": password_link(found, request.build_absolute_uri("/"))}
    try:
        get_adapter().send_mail("account/email/invitation", found.email, context)
    except (SMTPException, OSError):
        words = _("The account is there, but mail cannot be sent now. Send the link again later.")
        messages.warning(request, words)
        return
    if is_mail_printed():
        words = _(
            "Mail is not set up here, so none goes to %(email)s. The link is printed where the "
            "service runs, and works once, for three days. Ask whoever runs it (EMAIL_URL)."
        )
        messages.warning(request, words % {"email": found.email})
        return
    words = _("A link is on its way to %(email)s. It works once, for three days.")
    messages.success(request, words % {"email": found.email})


def is_mail_printed() -> bool:
    """Tell whether mail is only printed where the service runs, as it is until it is set up."""
    return settings.EMAIL_BACKEND.endswith("console.EmailBackend")
