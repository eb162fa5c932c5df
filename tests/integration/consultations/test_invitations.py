"""Invitations: one seat, bound to a role, never for a clinician, admitted by somebody."""

import pytest
from django.utils import timezone

from tests import factories as made
from tests.integration.consultations.test_models import assert_refused

pytestmark = pytest.mark.django_db


def test_it_is_not_for_a_clinician() -> None:
    """A clinician signs in."""
    not_for = "invitation_not_for_clinician"
    assert_refused(not_for, made.InvitationFactory, for_kind="clinician")


def test_a_token_opens_one_invitation() -> None:
    """The same digest twice would be two doors with one key."""
    first = made.InvitationFactory()
    with pytest.raises(Exception, match="token_digest"):
        made.InvitationFactory(token_digest=first.token_digest)


def test_a_typed_code_opens_one_invitation() -> None:
    """Those without a code do not collide."""
    made.InvitationFactory()
    made.InvitationFactory()
    made.InvitationFactory(code_digest="c" * 64)
    assert_refused("invitation_code_once", made.InvitationFactory, code_digest="c" * 64)


def test_a_long_lived_link_has_no_typed_code() -> None:
    """Forty bits are enough for ten minutes, not for weeks."""
    weak = {"kind": "long_lived", "code_digest": "d" * 64}
    assert_refused("invitation_code_is_to_join", made.InvitationFactory, **weak)


def test_nobody_is_admitted_by_nobody() -> None:
    """A guess alone never gets in."""
    guest = made.ParticipantFactory()
    now = timezone.now()
    knocked = {"consultation": guest.consultation, "participant": guest, "used_at": now}
    by_nobody = {**knocked, "admitted_at": now}
    assert_refused("invitation_admitted_by_somebody", made.InvitationFactory, **by_nobody)
    made.InvitationFactory(**by_nobody, admitted_by=made.AccountFactory())


def test_nobody_is_admitted_who_has_not_knocked() -> None:
    """Admitting comes after somebody gave the code, and seats somebody."""
    admitted = {"admitted_at": timezone.now(), "admitted_by": made.AccountFactory()}
    assert_refused("invitation_admits_who_knocked", made.InvitationFactory, **admitted)


def test_a_guest_does_not_agree_for_themselves() -> None:
    """A carer cannot say what a carer may see."""
    carer = made.ParticipantFactory()
    own = {"consultation": carer.consultation, "participant": carer, "said_by": carer}
    assert_refused("consent_is_given_by_another", made.ConsentEventFactory, **own)
