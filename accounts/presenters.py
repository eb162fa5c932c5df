"""Accounts, their roles and sessions in words, and when their screens lock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Account, Membership, SignIn


def role_words(held: Membership) -> str:
    """Return a role and where it holds: "clinician in River clinic"."""
    where = held.clinic.name if held.clinic else _("all clinics")
    return _("%(role)s in %(where)s") % {"role": held.get_role_display(), "where": where}


@dataclass(frozen=True)
class PresentedAccount:
    """An account with its roles here, each with what takes it back."""

    account: Account
    roles: list[tuple[int, str]]

    @property
    def all_roles(self) -> str:
        """Return the roles one after the other."""
        return ", ".join(words for _key, words in self.roles)


def presented_account(account: Account) -> PresentedAccount:
    """Return an account of `selectors.accounts_of`, with its roles there in words."""
    roles: list[Membership] = vars(account)["roles_here"]
    return PresentedAccount(account, [(each.pk, role_words(each)) for each in roles])


def let_in_words(held: Membership, *, is_role_new: bool) -> str:
    """Say what became of somebody who was let in and had an account already."""
    where = held.clinic.name if held.clinic else _("all clinics")
    said = {"name": held.account.name, "role": held.get_role_display(), "where": where}
    if is_role_new:
        return _("%(name)s has an account here already: %(role)s (%(where)s) is added.") % said
    return _("%(name)s is %(role)s (%(where)s) here already. Nothing is changed.") % said


@dataclass(frozen=True)
class PresentedSession:
    """One session: what ends it, and where and since when somebody is signed in."""

    key: int
    browser: str
    since: str
    is_this: bool


def presented_sessions(rows: Iterable[SignIn], own_key: str) -> list[PresentedSession]:
    """Return sessions in words; the one of `own_key` is marked."""
    return [
        PresentedSession(each.pk, each.browser, _since(each), each.key == own_key) for each in rows
    ]


def _since(each: SignIn) -> str:
    """Return when somebody signed in: "29 November 2026 at 14:05"."""
    moment = timezone.localtime(each.at)
    day, time = formats.date_format(moment, "j F Y"), formats.date_format(moment, "H:i")
    return _("%(day)s at %(time)s") % {"day": day, "time": time}


@dataclass(frozen=True)
class PresentedIdling:
    """A screen of the staff: whose it is, and in how many seconds of its `limit` it locks."""

    who: int
    left: float
    limit: int


def locked_words(limit: timedelta) -> str:
    """Say why a screen has locked, and what has become of what was on it."""
    count = max(1, round(limit.total_seconds() / 60))
    words = ngettext(
        "Nobody touched it for %(count)d minute. What was saved is kept.",
        "Nobody touched it for %(count)d minutes. What was saved is kept.",
        count,
    )
    return words % {"count": count}
