"""Each constraint refuses what it must, and names itself, on both databases."""

import datetime
from collections.abc import Callable
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from consultations.models import Consultation, Participant, ServiceUser
from tests import factories as made

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 5, 3)


def assert_refused(constraint: str, make: Callable, **fields: object) -> None:
    """Fail unless the database refuses the row because of this constraint.

    SQLite names a check but lists the columns of a unique constraint, so those are looked up.
    """
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        make(**fields)
    said = str(raised.value)
    model = make._meta.get_model_class()
    named = {each.name: each for each in model._meta.constraints}[constraint]
    columns = ", ".join(
        f"{model._meta.db_table}.{model._meta.get_field(name).column}"
        for name in getattr(named, "fields", ())
    )
    assert constraint in said or (columns and columns in said), said


class TestServiceUser:
    """As little as a name and a number, and never two people under one number."""

    def test_a_local_number_is_used_once_in_an_organisation(self) -> None:
        """Two people under one number would be one record."""
        first = made.ServiceUserFactory()
        again = {"local_number": first.local_number.lower(), "organisation": first.organisation}
        assert_refused("service_user_local_number_once", made.ServiceUserFactory, **again)

    def test_two_organisations_may_use_the_same_number(self) -> None:
        """Numbers are local."""
        first = made.ServiceUserFactory()
        made.ServiceUserFactory(local_number=first.local_number)

    def test_a_form_adds_one_person(self) -> None:
        """However often it is sent; people of other forms and of none are many."""
        first = made.ServiceUserFactory(added_with=uuid4())
        again = {"added_with": first.added_with, "organisation": first.organisation}
        assert_refused("service_user_added_once", made.ServiceUserFactory, **again)
        made.ServiceUserFactory.create_batch(2, organisation=first.organisation)

    def test_an_nhs_number_is_used_once_when_it_is_known(self) -> None:
        """Many people without one, nobody with another's."""
        first = made.ServiceUserFactory(nhs_number="9434765919")
        here = {"organisation": first.organisation}
        made.ServiceUserFactory(**here)
        made.ServiceUserFactory(**here)
        assert_refused(
            "service_user_nhs_number_once",
            made.ServiceUserFactory,
            nhs_number="9434765919",
            **here,
        )

    @pytest.mark.parametrize("number", ["943476591", "94347659190", "943476591X", "943 476 59"])
    def test_an_nhs_number_has_ten_digits(self, number: str) -> None:
        """Anything else cannot be looked up anywhere."""
        wrong = "service_user_nhs_number_10_digits"
        if len(number) > 10:
            with pytest.raises(Exception, match=f"{wrong}|too long"), transaction.atomic():
                made.ServiceUserFactory(nhs_number=number)
        else:
            assert_refused(wrong, made.ServiceUserFactory, nhs_number=number)

    @pytest.mark.parametrize("empty", ["local_number", "preferred_name"])
    def test_a_number_and_a_name_are_there(self, empty: str) -> None:
        """The two that are always asked for."""
        assert_refused("service_user_number_and_name", made.ServiceUserFactory, **{empty: ""})

    def test_a_year_of_birth_is_from_1900(self) -> None:
        """A slip of the finger, not a person."""
        assert_refused("service_user_year_from_1900", made.ServiceUserFactory, year_of_birth=1899)
        made.ServiceUserFactory(year_of_birth=1900)

    def test_search_columns_follow_the_names(self) -> None:
        """Also when rows are made in bulk."""
        person = made.ServiceUserFactory(
            preferred_name="Zoë", given_names="Zoë Ann", family_name="Ó Briain", local_number="R1"
        )
        person.preferred_name = "ZED"
        person.save()
        bulk = made.ServiceUserFactory.build(organisation=person.organisation, preferred_name="Zoë")
        ServiceUser.objects.bulk_create([bulk])
        person.refresh_from_db()
        assert (person.search_name, person.search_family_name) == ("zed", "o briain")
        assert (person.search_given_names, person.search_local_number) == ("zoe ann", "r1")
        assert ServiceUser.objects.get(pk=bulk.pk).search_name == "zoe"

    def test_keys_of_people_from_before_are_worked_out(self) -> None:
        """Whoever was here before the columns were is found as well."""
        person = made.ServiceUserFactory(given_names="Zoë Ann", local_number="R1")
        ServiceUser.objects.update(search_given_names="", search_local_number="")
        migration = import_module("consultations.migrations.0002_people_by_every_name")
        migration.work_out_keys(apps, None)
        person.refresh_from_db()
        assert (person.search_given_names, person.search_local_number) == ("zoe ann", "r1")

    def test_a_name_is_found_by_how_it_begins_in_byte_order(self) -> None:
        """A space comes before every letter, whatever the language of the database."""
        organisation = made.OrganisationFactory()
        for name in ("Sama", "Sam Z", "Sam", "San", "Rosamund"):
            made.ServiceUserFactory(organisation=organisation, preferred_name=name)
        found = ServiceUser.objects.filter(search_name__gte="sam", search_name__lt="san")
        assert [person.preferred_name for person in found] == ["Sam", "Sam Z", "Sama"]

    def test_its_text_names_nobody(self) -> None:
        """It may end up in a log."""
        person = made.ServiceUserFactory(preferred_name="Zoë", local_number="X1")
        assert str(person) == f"service_user {person.pk}"


class TestConsultation:
    """Never put off or ended without a date to come back to it."""

    def test_a_code_is_unguessable_and_never_shared(self) -> None:
        """122 random bits each."""
        codes = {made.ConsultationFactory().code for _ in range(3)}
        assert len(codes) == 3
        assert all(code.version == 4 for code in codes)

    def test_a_version_begins_at_1(self) -> None:
        """0 would be a form that has seen nothing."""
        assert made.ConsultationFactory().version == 1
        assert_refused("consultation_version_from_1", made.ConsultationFactory, version=0)

    def test_a_stage_is_one_of_the_table(self) -> None:
        """No other word gets in."""
        assert_refused("consultation_stage_known", made.ConsultationFactory, stage="closed")

    def test_not_today_has_a_date_to_ask_again(self) -> None:
        """Not today is never an exclusion."""
        made.ConsultationFactory(not_today=True)
        date = "consultation_has_date_to_ask"
        assert_refused(date, made.ConsultationFactory, not_today=True, look_again_on=None)

    @pytest.mark.parametrize("stage", ["decided", "ended"])
    def test_a_finished_conversation_has_a_date_and_a_moment(self, stage: str) -> None:
        """The date to look again, and when it ended."""
        made.ConsultationFactory(**{stage: True})
        finished = {stage: True}
        date = "consultation_has_date_to_ask"
        assert_refused(date, made.ConsultationFactory, look_again_on=None, **finished)
        moment = "consultation_end_has_moment"
        assert_refused(moment, made.ConsultationFactory, ended_at=None, **finished)

    def test_an_open_conversation_has_no_end(self) -> None:
        """Both would be true of nothing."""
        now = timezone.now()
        moment = "consultation_end_has_moment"
        assert_refused(moment, made.ConsultationFactory, open=True, ended_at=now)

    def test_it_looks_again_at_another_one(self) -> None:
        """Never at itself."""
        first = made.ConsultationFactory(decided=True)
        assert made.ConsultationFactory(follows=first) in first.followed_by.all()
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.filter(pk=first.pk).update(follows=first)


class TestParticipant:
    """Nobody sees anything by default, and the person is there once."""

    def test_a_carer_sees_nothing_by_default(self) -> None:
        """An empty consent means nothing is shown."""
        carer = made.ParticipantFactory()
        seen = (carer.sees_cards, carer.sees_comparison, carer.sees_words)
        assert not any((*seen, carer.sees_pregnancy, carer.adds_view))

    def test_the_person_is_there_once(self) -> None:
        """Two would be two voices of one person."""
        person = made.PersonFactory()
        twice = {"kind": "service_user", "consultation": person.consultation}
        assert_refused("participant_one_person", made.ParticipantFactory, **twice)

    def test_several_carers_may_take_part(self) -> None:
        """Each with a row and a voice."""
        first = made.ParticipantFactory()
        made.ParticipantFactory(consultation=first.consultation)

    def test_an_account_is_there_once(self) -> None:
        """One clinician, one row."""
        clinician = made.ParticipantFactory(clinician=True)
        twice = {"account": clinician.account, "consultation": clinician.consultation}
        assert_refused("participant_account_once", made.ParticipantFactory, **twice)

    def test_a_clinician_signs_in(self) -> None:
        """A seat is for guests."""
        no_account = {"clinician": True, "account": None}
        assert_refused("participant_clinician_signs_in", made.ParticipantFactory, **no_account)

    @pytest.mark.parametrize(
        "flag", ["sees_cards", "sees_comparison", "sees_words", "sees_pregnancy", "adds_view"]
    )
    def test_a_scope_is_for_guests(self, flag: str) -> None:
        """A carer may have each; the person's own rights hang on no flag."""
        made.ParticipantFactory(**{flag: True})
        not_a_guest = {"kind": "service_user", flag: True}
        assert_refused("participant_scope_is_for_guests", made.ParticipantFactory, **not_a_guest)

    def test_a_seat_is_one_seat(self) -> None:
        """One token opens one seat; many have none yet."""
        now = timezone.now()
        made.ParticipantFactory()
        made.ParticipantFactory(seat_digest="a" * 64, seat_issued_at=now)
        same = {"seat_digest": "a" * 64, "seat_issued_at": now}
        assert_refused("participant_seat_once", made.ParticipantFactory, **same)

    @pytest.mark.parametrize("half", [{"seat_digest": "b" * 64}, {"seat_ended_at": timezone.now()}])
    def test_a_seat_is_whole(self, half: dict) -> None:
        """A token without its moment could not be ended in time."""
        assert_refused("participant_seat_is_whole", made.ParticipantFactory, **half)

    def test_kinds_are_those_of_the_house(self) -> None:
        """A new kind needs somebody to say what it may see."""
        assert set(Participant.Kind.values) == {"service_user", "carer", "clinician", "other"}
