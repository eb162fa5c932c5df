"""What is said through gettext: put in when a page is compiled, or while it is drawn."""

from django.template import engines

from tests.unit.test_components import drawn


def test_words_alone_are_put_in_when_the_page_is_compiled() -> None:
    """The page itself calls nothing for them."""
    env = engines["jinja2"].env
    compiled = env.compile('{{ _("Tea & cake, 50%%") }}', raw=True)

    assert "Tea & cake, 50%" in compiled
    assert "'_'" not in compiled
    assert env.from_string('{{ _("Tea & cake, 50%%") }}').render() == "Tea & cake, 50%"


def test_what_is_put_into_words_is_escaped() -> None:
    """Whoever typed it."""
    page = drawn('{{ _("Tea with %(what)s", what=what) }}', what="<b>milk</b>")

    assert page.get_text().strip() == "Tea with <b>milk</b>"


def test_words_within_an_expression_are_words() -> None:
    """In a list, or beside others."""
    page = drawn('{% set said = [_("one"), _("two")] %}{{ said|join(", ") ~ _("!") }}')

    assert page.get_text().strip() == "one, two!"
