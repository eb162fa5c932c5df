"""Each component alone: what it draws, what it says aloud, and that misuse is loud."""

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.template import engines
from jinja2 import UndefinedError

from accounts.forms import GalleryForm

IMPORTS = """
{% from "components/levels.html" import level, legend %}
{% from "components/icons.html" import icon_array, icon_key %}
{% from "components/notices.html" import starter_banner, notice, draft_mark %}
{% from "components/facts.html" import fact_list, source_reference %}
{% from "components/medicine.html" import medicine_name %}
{% from "components/layout.html" import fold, table_region, side_by_side, filter_form %}
{% from "components/layout.html" import breadcrumbs, print_button %}
{% from "components/site.html" import site_header, site_footer, message_list %}
"""
GRADED = [
    ("0", "none known", 0, "none known"),
    ("+", "uncommon or mild", 1, "plus, uncommon or mild"),
    ("++", "commoner or moderately severe", 2, "plus plus, commoner or moderately severe"),
    ("+++", "common or more severe", 3, "plus plus plus, common or more severe"),
    ("?", "not known", None, "not known"),
]


def drawn(call: str, **context: Any) -> BeautifulSoup:
    """Draw a piece of template that has every component at hand."""
    page = engines["jinja2"].env.from_string(IMPORTS + call).render(context)
    return BeautifulSoup(page, "html.parser")


def said(element: Tag) -> str:
    """Return what a screen reader says of an element: its text without what is hidden from it."""
    for hidden in element.select("[aria-hidden=true]"):
        hidden.extract()
    return " ".join(element.get_text().split())


def source(url: str = "") -> SimpleNamespace:
    """Return a source as the library's presenter gives it."""
    return SimpleNamespace(code="leaflet", title="A leaflet", date_words="read today", url=url)


class TestLevel:
    """Bars, sign and words; the words are always there for a screen reader."""

    @pytest.mark.parametrize("compact", [True, False])
    @pytest.mark.parametrize(("sign", "words", "bars", "spoken"), GRADED)
    def test_says_sign_and_words(
        self, sign: str, words: str, bars: int | None, spoken: str, compact: bool
    ) -> None:
        """Both forms show the sign and say "plus plus, commoner or moderately severe"."""
        each = SimpleNamespace(sign=sign, words=words, bars=bars)

        span = drawn("{{ level(each, compact) }}", each=each, compact=compact).span

        assert span.b.get_text() == sign
        assert said(span) == spoken

    def test_not_known_looks_unlike_none(self) -> None:
        """Not known is hatched, never an empty row of bars."""
        unknown = SimpleNamespace(sign="?", words="not known", bars=None)

        assert "level-unknown" in drawn("{{ level(each) }}", each=unknown).span["class"]

    def test_a_later_level_never_takes_an_earlier_drawing(self) -> None:
        """Drawings are remembered by value; a new value is drawn anew."""
        said_of_each = [
            said(drawn("{{ level(each) }}", each=SimpleNamespace(sign="?", words=words, bars=None)))
            for words in [f"words {number}" for number in range(600)]
        ]

        assert said_of_each == [f"words {number}" for number in range(600)]

    def test_legend_shows_every_sign_with_words(self) -> None:
        """The legend draws the same component."""
        items = drawn("{{ legend() }}").select("li")

        assert [said(item) for item in items[:5]] == [spoken for *_, spoken in GRADED]
        assert said(items[5]) == "happens; how often is not known"


class TestIconArray:
    """100 figures in a few paths."""

    @pytest.mark.parametrize(("affected", "spared"), [(0, 100), (23, 77), (60, 40), (100, 0)])
    def test_draws_the_right_number_hollow(self, affected: int, spared: int) -> None:
        """Each dash is one figure: their number follows from where each line begins."""
        icons = SimpleNamespace(affected=affected, label="So many of 100.")

        page = drawn("{{ icon_array(icons, 'So many') }}", icons=icons)

        lines = page.select_one(".icons__spared path")["d"].split("M")[1:]
        starts = [int(line.split()[0]) for line in lines]
        assert sum(10 - start // 10 for start in starts) == spared

    def test_is_an_image_with_a_sentence(self) -> None:
        """A screen reader hears the whole sentence; the picture stays small on the wire."""
        icons = SimpleNamespace(affected=23, label="23 of 100 felt sleepy, 77 did not.")

        svg = drawn("{{ icon_array(icons, 'Sleepy') }}", icons=icons).svg

        assert (svg["role"], svg["aria-label"]) == ("img", icons.label)
        assert len(str(svg)) < 1500


class TestParts:
    """The smaller parts."""

    @pytest.mark.parametrize("url", ["", "/cards/clozapine/"])
    def test_conditions_always_stand_with_the_name(self, url: str) -> None:
        """A medicine with conditions is never named without them."""
        medicine = SimpleNamespace(name="Clozapine", url=url, conditions=["After two others."])

        page = drawn("{{ medicine_name(medicine) }}", medicine=medicine)

        assert "After two others." in page.get_text()
        assert [link["href"] for link in page.select("a")] == [url] * bool(url)

    def test_facts_stand_with_their_sources(self) -> None:
        """Two facts that differ are both shown, each with source and date."""
        facts = [
            SimpleNamespace(value="10 mg", source=source()),
            SimpleNamespace(value="15 mg", source=source("https://example.org/leaflet")),
        ]

        first, second = drawn("{{ fact_list(facts) }}", facts=facts).select("li")

        assert "10 mg" in first.get_text()
        assert "A leaflet, read today" in first.get_text()
        assert second.a["href"] == "https://example.org/leaflet"

    def test_fold_opens_without_scripts(self) -> None:
        """A fold is the browser's own details element."""
        call = "{% call fold('Tests', open=is_open) %}Blood{% endcall %}"

        assert not drawn(call, is_open=False).details.has_attr("open")
        assert drawn(call, is_open=True).details.has_attr("open")

    def test_wide_table_can_be_reached_and_is_named(self) -> None:
        """A region that scrolls takes the focus, so that arrow keys can scroll it."""
        region = drawn("{% call table_region('Levels') %}<table></table>{% endcall %}").div

        assert (region["tabindex"], region["role"], region["aria-label"]) == (
            "0",
            "region",
            "Levels",
        )

    def test_text_is_escaped(self) -> None:
        """Whatever a person typed stays text."""
        page = drawn("{{ starter_banner(words) }}", words="<script>")

        assert page.script is None

    def test_this_page_is_marked_in_the_menu(self) -> None:
        """The menu says where one is."""
        visitor = SimpleNamespace(is_authenticated=False)
        call = "{{ site_header(path='/cards/', account=visitor) }}"

        current = drawn(call, visitor=visitor).select("[aria-current]")

        assert [link.get_text() for link in current] == ["Cards"]


@pytest.mark.parametrize(
    "call",
    [
        "{{ level() }}",
        "{{ level({'sign': '+', 'bars': 1}) }}",
        "{{ icon_array({'affected': 3}, 'words') }}",
        "{{ icon_array({'affected': 3, 'label': 'words'}) }}",
        "{{ medicine_name({'name': 'Clozapine', 'url': ''}) }}",
        "{{ source_reference({'title': 'Leaflet', 'url': ''}) }}",
        "{{ starter_banner() }}",
        "{% call fold() %}{% endcall %}",
        "{% call table_region() %}{% endcall %}",
        "{{ missing }}",
    ],
)
def test_what_is_missing_raises(call: str) -> None:
    """A component that is called without what it needs never draws a hole."""
    with pytest.raises((UndefinedError, TypeError)):
        drawn(call)


class TestForms:
    """The form pack: every kind of field in NHS markup, and the right kind."""

    EXPECTED = {
        "name": "text",
        "email": "email",
        "password": "password",
        "how_often": "radio",
        "helpful": "checkbox",
        "agreed": "checkbox",
        "version": "hidden",
    }

    def form(self, **data: object) -> BeautifulSoup:
        """Draw the gallery's form, sent with the data when there is any."""
        sent = {f"one-{name}": value for name, value in data.items()} or None
        form = GalleryForm(sent, prefix="one")
        return drawn("{{ crispy(form) }}", form=form, csrf_token="token")

    @pytest.mark.parametrize(("field", "kind"), EXPECTED.items())
    def test_draws_the_kind_of_input_it_should(self, field: str, kind: str) -> None:
        """A choice of many is never drawn as a choice of one."""
        inputs = self.form().select(f"[name=one-{field}]")

        assert {each["type"] for each in inputs} == {kind}

    def test_draws_select_and_text_box(self) -> None:
        """The two that are no inputs."""
        page = self.form()

        assert page.find(attrs={"name": "one-form"}).name == "select"
        assert page.find("textarea").get_text(strip=True) == ""

    def test_every_field_has_its_label(self) -> None:
        """Whatever can be filled in is named by a label that points to it."""
        page = self.form()
        labelled = {label["for"] for label in page.select("label")}

        fillable = page.select("input:not([type=hidden]), select, textarea")
        assert {each["id"] for each in fillable} == labelled

    def test_no_id_stands_twice(self) -> None:
        """A label points to the first element of its id: a second bearer would lose its name."""
        ids = [each["id"] for each in self.form().select("[id]")]

        assert sorted(set(ids)) == sorted(ids)

    def test_carries_the_token_and_a_button(self) -> None:
        """A form that posts can be sent."""
        page = self.form()

        assert page.select_one("[name=csrfmiddlewaretoken]")["value"] == "token"
        assert page.button is not None

    def test_errors_link_to_their_fields(self) -> None:
        """The summary above names each fault and leads to its field."""
        page = self.form(hopes="to sleep")

        links = page.select(".nhsuk-error-summary a")
        assert "Enter your name" in [link.get_text(strip=True) for link in links]
        assert all(page.select_one(link["href"]) for link in links)

    def test_what_was_typed_stays(self) -> None:
        """Errors keep every answer, as plain text."""
        page = self.form(hopes="to <b>sleep</b>", helpful=["sleep"])

        assert page.find("textarea").get_text(strip=True) == "to <b>sleep</b>"
        ticked = page.select("[name=one-helpful][checked]")
        assert [each["value"] for each in ticked] == ["sleep"]

    def test_a_password_is_never_sent_back(self) -> None:
        """Not even into its own box after an error elsewhere."""
        assert "correct horse" not in str(self.form(password="correct horse"))

    def test_a_bare_required_error_names_its_field(self) -> None:
        """Django's own "This field is required." says nothing in a summary."""
        form = type("Form", (forms.Form,), {"town": forms.CharField(label="Town")})({})

        page = drawn("{{ crispy(form) }}", form=form, csrf_token="token")

        assert page.select_one(".nhsuk-error-summary a").get_text(strip=True) == "Fill in: Town"

    def test_a_form_without_a_helper_is_its_fields_alone(self) -> None:
        """The page around it has the form tag: one within another would end the first."""
        form = type("Form", (forms.Form,), {"town": forms.CharField(label="Town")})()

        page = drawn("<form>{{ crispy(form) }}</form>", form=form, csrf_token="token")

        assert len(page.select("form")) == 1
        assert len(page.select("input")) == 1

    def test_a_widget_without_a_macro_raises(self) -> None:
        """A new kind of field is noticed at once."""
        form = type("Form", (forms.Form,), {"when": forms.SplitDateTimeField()})()

        with pytest.raises(LookupError, match="SplitDateTimeWidget"):
            drawn("{{ crispy(form) }}", form=form, csrf_token="token")
