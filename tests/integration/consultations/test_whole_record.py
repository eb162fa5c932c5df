"""Everything that is kept about one person, as files: all of it, and of nobody else a word."""

import io
import json

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.test.utils import isolate_apps
from pypdf import PdfReader

from accounts.models import AuditEntry
from consultations import pdf
from consultations.models import Consultation, ServiceUser
from consultations.models.rows import ConversationRow
from consultations.presenters.whole_record import HEADINGS
from consultations.selectors import whole_record
from consultations.selectors.whole_record import LEFT_OUT, SECRETS, about_people, columns, ways
from medications.loader import load_library
from medications.models import Release
from tests.canaries.fields import our_models
from tests.canaries.planting import Planted
from tests.canaries.readers import CLINICIAN, OTHER_CLINICIAN, browser
from tests.canaries.story import Story, tell
from tests.cast import make_cast
from tests.integration.consultations.reading import main_words
from tests.integration.medications.conftest import FIXTURES, forget_everything

pytestmark = pytest.mark.django_db
ABOUT_NOBODY = {
    "Organisation": "a service",
    "TextVersion": "a service's own words",
    "Restoration": "a service",
    "Clinic": "a clinic",
    "Account": "somebody who works here; named where they did something",
    "Membership": "somebody who works here",
    "SignIn": "somebody who works here",
    "Session": "somebody who works here",
    "AuditEntry": "asked for by record (selectors/looks.py), not by key",
    "AuditSeal": "digests",
    "SealedHead": "digests",
    "Tombstone": "what is left when a record is gone; names nobody",
    "ImpactRun": "what was worked out of many conversations at once; old ones go",
    "ImpactPart": "the same",
    "ReviewRound": "how far a release was gone through",
}
"""Models of the front door and the room that are about no person. The library knows no person."""


@pytest.fixture
def story(db: None) -> Story:
    """Write everything about two people and more, with a word in each text field."""
    load_library(FIXTURES)
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    forget_everything()
    return found


@pytest.fixture
def amara(story: Story) -> Client:
    """Return the browser of the clinician of the clinic."""
    return browser(story, CLINICIAN)


def ask(client: Client, kind: str, person: ServiceUser) -> bytes:
    """Return a file of everything about somebody."""
    response = client.post(f"/people/{person.pk}/record/{kind}/")
    assert response.status_code == 200
    return response.content


def words_of(kind: str, body: bytes) -> bytes:
    """Return a file as text in which words can be found."""
    if kind == "json":
        return body
    pages = PdfReader(io.BytesIO(body)).pages
    return "".join("".join(each.extract_text().split()) for each in pages).encode()


def expected(story: Story, person: ServiceUser) -> set[Planted]:
    """Return what was planted in a person's own rows, as the models have them."""
    found = set()
    for model, way in about_people().items():
        for row in model._default_manager.filter(**{way: person.pk}):
            for field in columns(model):
                text = json.dumps(getattr(row, field.attname), default=str).encode()
                found |= set(story.words.found_in(text))
    return {each for each in found if each.field.partition(".")[2].split(".")[0] not in LEFT}


LEFT = {each.partition(".")[2] for each in LEFT_OUT}
OWN = ("ServiceUser.", "Goal.", "Question.", "Decision.", "Change.", "Participant.name")


@pytest.mark.parametrize("kind", ["json", "pdf"])
@pytest.mark.parametrize("whose", ["shared", "another's"])
def test_it_is_whole_and_of_nobody_else(story: Story, amara: Client, kind: str, whose: str) -> None:
    """Every word of every field of their rows, and none of another person's."""
    person = story.consultation(whose).service_user
    found = set(story.words.found_in(words_of(kind, ask(amara, kind, person))))
    wanted = expected(story, person)
    assert all(any(part in each.field for each in wanted) for part in OWN)
    assert wanted - found == set()
    theirs = {"shared", "private", "earlier"} if whose == "shared" else {"another's"}
    others = {"shared", "private", "earlier", "another's", "of another clinic", "elsewhere"}
    others |= {"before the visit"}
    of_others = {each for each in found if each.whose.partition(",")[0] in others - theirs}
    assert {each for each in of_others if each.field.startswith("consultations.")} == set()


def test_every_row_stands_there_once(story: Story, amara: Client) -> None:
    """By number, with who entered it; and each summary, and who has looked."""
    person = story.consultation("shared").service_user
    amara.get(f"/people/{person.pk}/")
    whole = json.loads(ask(amara, "json", person))
    for model, way in about_people().items():
        if model._meta.label in LEFT_OUT:
            continue
        keys = sorted(
            model._default_manager.filter(**{way: person.pk}).values_list("pk", flat=True)
        )
        assert [each["id"] for each in whole["rows"][model.__name__]] == keys
    entered = whole["rows"]["Goal"][0]["entered_by"]
    assert entered["name"].endswith("(the person)")
    talks = Consultation.objects.filter(service_user=person)
    assert sum(map(len, whole["summaries"].values())) == 2 == talks.count()
    assert [each["by"] for each in whole["looked_and_wrote"]] == [story.cast.people["amara"].name]


def test_no_secret_stands_there(story: Story, amara: Client) -> None:
    """Nothing that might open something; and every column that sounds like it is left out."""
    person = story.consultation("shared").service_user
    body = ask(amara, "json", person)
    talk = story.talks["shared"]
    for secret in (talk.person.seat_digest, story.waits.token_digest, story.waits.code_digest):
        assert secret
        assert secret.encode() not in body
    hints = ("digest", "token", "secret", "password", "key")
    for model in about_people():
        names = {each.name for each in columns(model) if any(hint in each.name for hint in hints)}
        assert not names, f"{model._meta.label}: decide whether {names} are secrets"
    known = {f"{m._meta.label}.{f.name}" for m in about_people() for f in m._meta.concrete_fields}
    assert known >= SECRETS


def test_every_model_is_handed_out_or_left_out_with_a_reason() -> None:
    """A new one of the front door or the room is about a person, or stands in ABOUT_NOBODY."""
    reached = {each.__name__ for each in about_people()}
    ours = {each.__name__ for each in our_models() if each._meta.app_label != "medications"}
    assert ours - reached == set(ABOUT_NOBODY)
    labels = {each._meta.label for each in about_people()}
    assert set(LEFT_OUT) <= labels
    assert reached - set(HEADINGS) == LEFT, "say in plain words what it is called"
    library = {each for each in about_people() if each._meta.app_label == "medications"}
    assert library == set()


@isolate_apps("consultations")
def test_a_new_model_is_reached_by_itself() -> None:
    """However far from the person it stands; one that might be of two people is refused."""

    class Later(ConversationRow):
        class Meta:
            app_label = "consultations"

        def __str__(self) -> str:
            return "of nobody"

    class MuchLater(models.Model):
        later = models.ForeignKey(Later, models.PROTECT)

        class Meta:
            app_label = "consultations"

        def __str__(self) -> str:
            return "of nobody"

    class OfTwo(models.Model):
        one = models.ForeignKey(Later, models.PROTECT, related_name="+")
        other = models.ForeignKey(Later, models.PROTECT, related_name="+")

        class Meta:
            app_label = "consultations"

        def __str__(self) -> str:
            return "of nobody"

    # A model that stands alone names its neighbours by word; the real ones answer to it.
    Later._meta.get_field("consultation").remote_field.model = Consultation
    every = [*apps.get_models(), Later, MuchLater]
    assert ways(every)[MuchLater] == "later__consultation__service_user"
    with pytest.raises(ValueError, match="OfTwo"):
        ways([*every, OfTwo])


def test_it_is_for_who_answers_for_all_of_it(story: Story) -> None:
    """A clinician of another clinic, a person of another service, and nobody's."""
    person = story.consultation("shared").service_user
    carla = browser(story, OTHER_CLINICIAN)
    page = main_words(carla.get(f"/people/{person.pk}/record/"))
    assert "Ask a clinician who works in all of the clinics" in page
    for kind in ("json", "pdf"):
        assert carla.post(f"/people/{person.pk}/record/{kind}/").status_code == 403
        away = story.consultation("elsewhere").service_user
        assert carla.post(f"/people/{away.pk}/record/{kind}/").status_code == 404
        assert carla.get(f"/people/{person.pk}/record/{kind}/").status_code == 405


def test_that_it_is_saved_is_noted_each_time(story: Story, amara: Client) -> None:
    """Also when the person's page was looked at a moment ago; the page of looks says so."""
    person = story.consultation("shared").service_user
    amara.get(f"/people/{person.pk}/record/")
    for kind in ("json", "pdf"):
        ask(amara, kind, person)
    entries = AuditEntry.objects.filter(record=f"service_user:{person.pk}", action="look")
    pages = [each.detail["page"] for each in entries.order_by("pk")]
    assert pages == ["record", "record_json", "record_pdf"]
    looks = main_words(amara.get(f"/people/{person.pk}/looks/"))
    assert looks.count("Saved everything that is kept") == 2


def test_where_there_is_no_pdf_it_says_so(
    story: Story, amara: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "loaded", lambda: None)
    person = story.consultation("shared").service_user
    answer = amara.post(f"/people/{person.pk}/record/pdf/")
    assert "cannot make a PDF now" in main_words(answer, 503)


def test_a_model_that_is_forgotten_is_found(
    story: Story, amara: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check sees it when questions are left out."""
    person = story.consultation("shared").service_user
    wanted = expected(story, person)
    monkeypatch.setitem(whole_record.LEFT_OUT, "consultations.Question", "forgotten")
    found = set(story.words.found_in(ask(amara, "json", person)))
    assert {each.field for each in wanted - found} == {
        "consultations.Question.text",
        "consultations.Question.answer",
    }
