"""Every address of the service with its rule; a new one fails here until it is listed."""

from collections.abc import Callable, Iterator

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

import sdmtool.urls
from accounts.middleware import ALLAUTH_RULES, rule_of
from accounts.permissions import open_to, signed_in
from sdmtool.health import HealthMiddleware
from tests.integration.accounts.allauth_rules import ALLAUTH, REFUSED, SHUT

BOTH = "clinician or the person"
BEFORE_TOO = "clinician or the person, also before the visit"
HOME = "clinician or the person, also after the end"
CARERS_HOME = "carer, also after the end"
RULES = {
    # The front door.
    "": ("home", "anyone"),
    "my-roles/": ("my_roles", "signed in"),
    "my-roles/sign-ins/": ("sign_ins", "signed in"),
    "team/": ("team", "manager or administrator"),
    "team/clinics/<uuid:code>/": ("clinic", "manager or administrator"),
    "team/accounts/": ("accounts", "administrator"),
    "team/accounts/new/": ("let_in", "administrator"),
    "team/accounts/<int:key>/": ("account", "administrator"),
    "audit/": ("audit", "manager or administrator"),
    "audit/file/": ("export_audit", "manager or administrator"),
    "gallery/": ("gallery", "anyone"),
    # The library: cards need no person.
    "cards/": ("cards", "anyone"),
    "cards/grid/": ("card_grid", "anyone"),
    "cards/compare/": ("compare", "anyone"),
    "cards/print/": ("print_cards", "anyone"),
    "cards/print/whole/": ("print_whole_cards", "anyone"),
    "cards/<slug:medication>/": ("card", "anyone"),
    "cards/<slug:medication>/short/": ("short_card", "anyone"),
    "cards/<slug:medication>/approval/": ("approve", "pharmacist"),
    "cards/<slug:medication>/approval/withdrawal/": ("withdraw_approval", "pharmacist"),
    "cards/<slug:medication>/<slug:effect>/": ("rating", "anyone"),
    "effects/": ("effects", "anyone"),
    "effects/<slug:code>/": ("effect", "anyone"),
    "sources/": ("sources", "anyone"),
    "levels/": ("levels", "anyone"),
    "desk/": ("desk", "pharmacist"),
    "desk/restored/": ("restored", "pharmacist"),
    "desk/new/": ("new_medication", "pharmacist"),
    "desk/sources/": ("desk_sources", "pharmacist"),
    "desk/sources/new/": ("desk_new_source", "pharmacist"),
    "desk/sources/<int:source>/": ("desk_source", "pharmacist"),
    "desk/sources/<int:source>/retired/": ("retire_source", "pharmacist"),
    "desk/sources/<int:source>/back/": ("put_back_source", "pharmacist"),
    "desk/drafts/<int:card>/": ("draft", "pharmacist"),
    "desk/drafts/<int:card>/preview/": ("draft_preview", "pharmacist"),
    "desk/drafts/<int:card>/preview/phone/": ("draft_on_a_phone", "pharmacist"),
    "desk/drafts/<int:card>/levels/<slug:effect>/": ("draft_level", "pharmacist"),
    "desk/drafts/<int:card>/words/<slug:section>/": ("draft_words", "pharmacist"),
    "desk/drafts/<int:card>/names/": ("draft_names", "pharmacist"),
    "desk/drafts/<int:card>/cautions/new/": ("draft_new_caution", "pharmacist"),
    "desk/drafts/<int:card>/cautions/<int:caution>/": ("draft_caution", "pharmacist"),
    "desk/drafts/<int:card>/forms/new/": ("draft_new_preparation", "pharmacist"),
    "desk/drafts/<int:card>/forms/<int:preparation>/": ("draft_preparation", "pharmacist"),
    "desk/drafts/<int:card>/day/": ("draft_review_day", "pharmacist"),
    "desk/drafts/<int:card>/evidence/": ("draft_evidence", "pharmacist"),
    "desk/drafts/<int:card>/evidence/<int:row>/": ("draft_figure", "pharmacist"),
    "desk/drafts/<int:card>/evidence/<int:row>/retired/": ("retire_figure", "pharmacist"),
    "desk/drafts/<int:card>/evidence/<int:row>/back/": ("put_back_figure", "pharmacist"),
    "desk/drafts/<int:card>/evidence/<slug:about>/<slug:measure>/": (
        "draft_new_figure",
        "pharmacist",
    ),
    "desk/drafts/<int:card>/facts/<int:row>/": ("draft_fact", "pharmacist"),
    "desk/drafts/<int:card>/facts/<int:row>/retired/": ("retire_fact", "pharmacist"),
    "desk/drafts/<int:card>/facts/<int:row>/back/": ("put_back_fact", "pharmacist"),
    "desk/drafts/<int:card>/facts/new/<slug:section>/": ("draft_new_fact", "pharmacist"),
    "desk/drafts/<int:card>/discarded/": ("discard_draft", "pharmacist"),
    "desk/drafts/<int:card>/back/": ("take_back_draft", "pharmacist"),
    "desk/<slug:medication>/draft/": ("begin_draft", "pharmacist"),
    "desk/drafts/<int:card>/submission/": ("submit_card", "pharmacist"),
    "desk/drafts/<int:card>/review/": ("review_card", "pharmacist"),
    "desk/releases/": ("releases", "pharmacist"),
    "desk/releases/compare/": ("compare_releases", "pharmacist"),
    "desk/releases/<int:number>/": ("release", "pharmacist"),
    "desk/<slug:medication>/withdrawal/": ("withdraw_card", "pharmacist"),
    "desk/<slug:medication>/history/": ("card_history", "pharmacist"),
    "desk/<slug:medication>/history/compare/": ("compare_versions", "pharmacist"),
    "desk/translations/<int:translation>/": ("review_translation", "pharmacist"),
    "desk/<slug:medication>/translations/": ("translations", "pharmacist"),
    "desk/<slug:medication>/translations/<slug:language>/": ("translated_card", "pharmacist"),
    "desk/<slug:medication>/translations/<slug:language>/<slug:section>/": (
        "translate_section",
        "pharmacist",
    ),
    "desk/spreadsheets/": ("spreadsheets", "pharmacist"),
    "desk/spreadsheets/export/": ("export_sheets", "pharmacist"),
    "desk/spreadsheets/read/": ("check_sheets", "pharmacist"),
    "desk/spreadsheets/drafts/": ("import_sheets", "pharmacist"),
    "desk/drafts/<int:card>/impact/": ("impact", "pharmacist"),
    "desk/<slug:medication>/": ("stock", "pharmacist"),
    "desk/<slug:medication>/notes/": ("add_note", "pharmacist"),
    "desk/<slug:medication>/notes/<int:note>/": ("retire_note", "pharmacist"),
    # The room: the journey, top to bottom.
    "conversations/": ("day", "clinician"),
    "people/": ("people", "clinician"),
    "people/new/": ("new_person", "clinician"),
    "people/<int:key>/": ("person", "clinician"),
    "people/emergency/": ("emergency", "clinician"),
    "people/emergency/told/": ("emergencies", "clinician or manager"),
    "people/<int:key>/emergency/": ("emergency_record", "clinician"),
    "people/<int:key>/emergency/<uuid:code>/": ("emergency_conversation", "clinician"),
    "people/<int:key>/looks/": ("looks", "clinician"),
    "people/<int:key>/record/": ("record", "clinician"),
    "people/<int:key>/keeping/": ("keeping", "clinician or manager"),
    "people/<int:key>/record/json/": ("record_json", "clinician"),
    "people/<int:key>/record/pdf/": ("record_pdf", "clinician"),
    "people/<int:key>/change/": ("change_person", "clinician"),
    "people/<int:key>/start/": ("start", "clinician"),
    "conversations/<uuid:code>/": ("conversation", "clinician"),
    "conversations/<uuid:code>/beginning/": ("beginning", "clinician"),
    "live/<uuid:code>/": ("live", "clinician, the person or a carer"),
    "conversations/<uuid:code>/here/": ("here", "clinician, the person or a carer"),
    "conversations/<uuid:code>/together/": ("together", "clinician or the person"),
    "conversations/<uuid:code>/joining/": ("joining", "clinician"),
    "join/": ("join", "anyone"),
    "join/waiting/": ("waiting", "anyone"),
    "join/leave/": ("leave", "anyone"),
    "join/left/": ("left", "anyone"),
    "join/locked/": ("locked", "anyone"),
    "join/awake/": ("awake", "anyone"),
    "join/before/": ("invited", "anyone"),
    "conversations/<uuid:code>/beforehand/": ("beforehand", "clinician"),
    "conversations/<uuid:code>/before/": ("before", "the person before the visit"),
    "join/not-here/": ("not_here", "anyone"),
    "conversations/<uuid:code>/carer/": ("carer", "carer"),
    "conversations/<uuid:code>/carer/cards/<slug:medication>/": ("carers_card", "carer"),
    "conversations/<uuid:code>/carer/list/": ("carers_list", "carer"),
    "conversations/<uuid:code>/carer/comparison/": ("carers_comparison", "carer"),
    "conversations/<uuid:code>/carer/differ/": ("carers_differ", "carer"),
    "conversations/<uuid:code>/carer/sheet/": ("carers_sheet", CARERS_HOME),
    "conversations/<uuid:code>/carer/sheet/large/": ("carers_large_sheet", CARERS_HOME),
    "conversations/<uuid:code>/carer/sheet/sheet.pdf": ("carers_sheet_pdf", CARERS_HOME),
    "conversations/<uuid:code>/carer/sheet/large.pdf": ("carers_sheet_large", CARERS_HOME),
    "conversations/<uuid:code>/carer/sheet/sheet.txt": ("carers_sheet_text", CARERS_HOME),
    "conversations/<uuid:code>/my-view/": ("my_view", "clinician"),
    "conversations/<uuid:code>/differ/": ("differ", BOTH),
    "conversations/<uuid:code>/questions/": ("questions", BEFORE_TOO),
    "conversations/<uuid:code>/questions/<int:key>/": ("answer", "clinician"),
    "conversations/<uuid:code>/sharing/": ("sharing", BOTH),
    "conversations/<uuid:code>/sharing/<int:key>/": ("share_with", BOTH),
    "conversations/<uuid:code>/sharing/<int:key>/preview/": ("sharing_preview", BOTH),
    "conversations/<uuid:code>/move/": ("move", "clinician"),
    "conversations/<uuid:code>/another-day/": ("another_day", "clinician"),
    "words/": ("words", "manager"),
    "words/<slug:key>/": ("word", "manager"),
    "retention/": ("retention", "manager"),
    "rights/": ("rights", "anyone"),
    "learn/": ("learn", "anyone"),
    "learn/<slug:role>/<int:step>/": ("learn_step", "anyone"),
    "checklist/blank/": ("blank_checklist", "anyone"),
    "conversations/<uuid:code>/experience/": ("experience", "clinician"),
    "conversations/<uuid:code>/experience/<slug:kind>/": ("experience_add", "clinician"),
    "conversations/<uuid:code>/experience/<slug:kind>/<int:key>/": (
        "experience_entry",
        "clinician",
    ),
    "conversations/<uuid:code>/pregnancy/": ("pregnancy", "clinician"),
    "conversations/<uuid:code>/effects-now/": ("effects_now", BEFORE_TOO),
    "conversations/<uuid:code>/effects-now/<slug:effect>/": ("effect_now", BEFORE_TOO),
    "conversations/<uuid:code>/matters/": ("matters", BEFORE_TOO),
    "conversations/<uuid:code>/checklist/": ("checklist", BEFORE_TOO),
    "conversations/<uuid:code>/checklist/form/": ("checklist_form", BEFORE_TOO),
    "conversations/<uuid:code>/checklist/lines/<int:number>/": ("one_line", BEFORE_TOO),
    "conversations/<uuid:code>/comparison/": ("comparison", BOTH),
    "conversations/<uuid:code>/comparison/by/<int:key>/": ("comparison_by", BOTH),
    "conversations/<uuid:code>/comparison/how/": ("how_this_works", BOTH),
    "conversations/<uuid:code>/cards/": ("our_compare", BOTH),
    "conversations/<uuid:code>/cards/<slug:medication>/": ("our_card", BOTH),
    "conversations/<uuid:code>/decision/": ("decision", "clinician"),
    "conversations/touched/<int:key>/": ("touched", "clinician"),
    "conversations/<uuid:code>/newest-cards/": ("newest_cards", "clinician"),
    "conversations/<uuid:code>/then-and-now/": ("then_and_now", "clinician"),
    "conversations/<uuid:code>/review/<int:key>/": ("review_prompt", "clinician"),
    "conversations/<uuid:code>/addendum/": ("addendum", "clinician"),
    "conversations/<uuid:code>/summary/": ("summary", HOME),
    "conversations/<uuid:code>/summary/<int:number>/large/": ("large_summary", HOME),
    "conversations/<uuid:code>/summary/<int:number>/large.pdf": ("large_summary_pdf", HOME),
    "conversations/<uuid:code>/summary/<int:number>/": ("earlier_summary", HOME),
    "conversations/<uuid:code>/summary/<int:number>/summary.pdf": (
        "earlier_summary_pdf",
        HOME,
    ),
    "conversations/<uuid:code>/summary.pdf": ("summary_pdf", HOME),
    "conversations/<uuid:code>/summary/<int:number>/summary.txt": ("summary_text", HOME),
    "conversations/<uuid:code>/summary/<int:number>/letter/": ("letter", "clinician"),
} | ALLAUTH


def addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, str, Callable]]:
    """Go through every address of the resolver: its pattern, its name, its view."""
    for each in patterns:
        address = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, address)
        else:
            yield address, each.name, each.callback


def undeclared(request: HttpRequest) -> HttpResponse:
    """Open to nobody, because nobody said to whom."""
    return HttpResponse("something personal")


@open_to(signed_in)
def declared(request: HttpRequest) -> HttpResponse:
    """Open to whoever is signed in."""
    return HttpResponse("something personal")


# The service with two more pages, for the tests that ask for them.
urlpatterns = [
    path("undeclared/", undeclared, name="undeclared"),
    path("declared/", declared, name="declared"),
    *sdmtool.urls.urlpatterns,
]
handler403 = sdmtool.urls.handler403


class TestAddresses:
    """The table above is the resolver."""

    def test_what_the_shell_answers_before_any_rule_is_asked(self) -> None:
        """For machines: open to anyone, so they say nothing of anybody (see test_health)."""
        answered = HealthMiddleware(lambda request: HttpResponse()).addresses
        assert set(answered) == {"/healthz", "/readyz"}

    def test_every_address_has_its_rule(self) -> None:
        """Nothing more, nothing less, nothing else."""
        found = {}
        for address, name, view in addresses(get_resolver("sdmtool.urls").url_patterns):
            rule = rule_of(view, name)
            found[address] = (name, rule.name if rule else REFUSED)
        assert found == RULES

    def test_a_name_stands_for_one_address(self) -> None:
        """A rule by name would hold for a second view of that name."""
        names = [name for _, name, _ in addresses(get_resolver("sdmtool.urls").url_patterns)]
        assert None not in names
        assert len(names) == len(set(names))

    def test_rules_for_allauth_name_views_that_are_there(self) -> None:
        """A misspelt name would open nothing and say so to nobody."""
        assert set(ALLAUTH_RULES) <= {name for name, _ in RULES.values()}


@pytest.mark.django_db
class TestRefusal:
    """Deny by default."""

    @pytest.mark.urls(__name__)
    def test_a_view_without_a_rule_is_refused(self, client: Client) -> None:
        """Whoever asks, with a sentence and without the page."""
        response = client.get("/undeclared/")
        assert response.status_code == 403
        assert b"something personal" not in response.content
        assert "This page is not open to anyone yet." in words_of(response)

    @pytest.mark.urls(__name__)
    def test_a_visitor_is_sent_to_sign_in(self, client: Client) -> None:
        """And comes back to the page that was asked for."""
        response = client.get("/declared/?page=2")
        assert response.status_code == 302
        assert response.url == "/account/login/?next=/declared/%3Fpage%3D2"

    @pytest.mark.parametrize("address", SHUT)
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_pages_of_allauth_that_are_not_listed_are_refused(
        self, client: Client, address: str, method: str
    ) -> None:
        """Nobody makes an account or changes an address by themselves."""
        response = getattr(client, method)(address)
        assert response.status_code == 403
        assert "This page is not open to anyone yet." in words_of(response)


def words_of(response: HttpResponse) -> str:
    """Return what somebody reads on a page."""
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())
