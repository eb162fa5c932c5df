"""Who takes part in a conversation, and how they came in."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from consultations import seats
from consultations.models.consent import SCOPE, ConsentScope
from consultations.models.rows import ConversationRow


class Participant(ConsentScope, ConversationRow):
    """Somebody who takes part in one conversation, and whose voice an entry may be.

    kind        SERVICE_USER one row in every conversation, even while the person is away, so
                             that their wishes always have a voice to belong to
                CARER        family or friend; sees what the scope says and nothing more
                CLINICIAN    signs in, so has an account
                OTHER        interpreter, advocate …; the scope holds for them too
    name        what the others see; role says what they are there ("interpreter")
    is_present  in the room today, or joining from elsewhere
    order_is_kept  as a voice: the picked effects have been put in order, not only picked

    Seat: the browser this participant joined with. Only a digest of its token is stored;
    `seat_seen_at` is when somebody last did something there, to a few seconds, and `seat_ended_at`
    says from when it opens nothing. While nobody does anything it locks, soon when it is on a
    tablet that was handed over (`seat_is_shared`), until the clinician opens it again;
    `seat_locked_at` is when that was first seen. A seat that has a `seat_until` was taken by a
    link given beforehand: it opens the person's own entries only, names nobody, opens nothing
    after that moment, and ends where others lock.

    explanation  how much the person wants explained, chosen by them; '' before they were asked
    """

    class Explanation(models.TextChoices):
        """How much is explained on the person's own pages."""

        FIRST_TIME = "first_time", _("explain more")
        EXPERIENCED = "experienced", _("keep it short")

    class Kind(models.TextChoices):
        """What somebody is in this conversation."""

        SERVICE_USER = "service_user", _("the person")
        CARER = "carer", _("carer")
        CLINICIAN = "clinician", _("clinician")
        OTHER = "other", _("other")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=80, blank=True)
    is_present = models.BooleanField(default=True)
    order_is_kept = models.BooleanField(default=False)
    seat_digest = models.CharField(max_length=64, blank=True)
    seat_issued_at = models.DateTimeField(null=True, blank=True)
    seat_seen_at = models.DateTimeField(null=True, blank=True)
    seat_ended_at = models.DateTimeField(null=True, blank=True)
    seat_until = models.DateTimeField(null=True, blank=True)
    seat_is_shared = models.BooleanField(default=False, db_default=False)
    seat_locked_at = models.DateTimeField(null=True, blank=True)
    explanation = models.CharField(
        max_length=11, choices=Explanation.choices, blank=True, default="", db_default=""
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One person per conversation, one row per account, one seat per token.

        A consent scope is about guests: the person and the clinician do not need one, and a
        flag on their rows would only mislead.
        """

        ordering = ["consultation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(kind="service_user"),
                name="participant_one_person",
            ),
            models.UniqueConstraint(
                fields=["consultation", "account"],
                condition=Q(account__isnull=False),
                name="participant_account_once",
            ),
            models.UniqueConstraint(
                fields=["seat_digest"],
                condition=~Q(seat_digest=""),
                name="participant_seat_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="clinician") | Q(account__isnull=False),
                name="participant_clinician_signs_in",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["carer", "other"]) | Q(**dict.fromkeys(SCOPE, False)),
                name="participant_scope_is_for_guests",
            ),
            models.CheckConstraint(
                condition=Q(seat_digest="", seat_issued_at=None, seat_ended_at=None)
                | (~Q(seat_digest="") & Q(seat_issued_at__isnull=False)),
                name="participant_seat_is_whole",
            ),
        ]

    def __str__(self) -> str:
        """Return a handle that names nobody."""
        return f"{self.kind} {self.pk}"

    @property
    def is_beforehand(self) -> bool:
        """Tell whether the seat was taken by a link given beforehand."""
        return self.seat_until is not None

    @property
    def has_ended(self) -> bool:
        """Tell whether the conversation has ended: then a seat opens what goes home alone."""
        return self.consultation.ended_at is not None

    @property
    def locks_at(self) -> datetime:
        """Return when the seat locks unless somebody does something there; now without a seat."""
        if self.seat_seen_at is None:
            return timezone.now()
        return self.seat_seen_at + seats.idle(self.seat_is_shared)

    @property
    def is_locked(self) -> bool:
        """Tell whether the seat opens nothing until the clinician opens it again.

        The clock says so and no column does: nobody has to notice for a screen to be locked.
        """
        return not self.is_beforehand and timezone.now() >= self.locks_at


class Invitation(ConversationRow):
    """A way in for one participant, bound to one role; only digests of its tokens are stored.

    LONG_LIVED  a link given beforehand to fill in one's own entries; names nobody, opens as often
                as it is wanted (`used_at` is the first time) until it ends or is taken back
    JOIN        a link of 128 random bits and a typed code of 40, valid for minutes; whoever
                gives one waits (`used_at`) until a clinician admits them (`admitted_by`)

    One seat: the first use closes a JOIN to everybody else. `for_kind` is never a clinician,
    who signs in instead. Wrong, expired, used and revoked are answered alike.
    """

    class Kind(models.TextChoices):
        """How long it lasts and what it opens."""

        LONG_LIVED = "long_lived", _("link to fill in beforehand")
        JOIN = "join", _("join now")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    for_kind = models.CharField(max_length=12, choices=Participant.Kind.choices)
    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    admitted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    admitted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody is admitted who has not knocked, and nobody by nobody."""

        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code_digest"],
                condition=~Q(code_digest=""),
                name="invitation_code_once",
            ),
            models.CheckConstraint(
                condition=~Q(for_kind="clinician"), name="invitation_not_for_clinician"
            ),
            models.CheckConstraint(
                condition=Q(code_digest="") | Q(kind="join"), name="invitation_code_is_to_join"
            ),
            models.CheckConstraint(
                condition=Q(admitted_by=None, admitted_at=None)
                | Q(admitted_by__isnull=False, admitted_at__gte=F("used_at")),
                name="invitation_admitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(admitted_at=None) | Q(used_at__isnull=False, participant__isnull=False),
                name="invitation_admits_who_knocked",
            ),
        ]

    def __str__(self) -> str:
        """Return what it is, never its token."""
        return f"{self.kind} {self.pk}"
