"""Forms and page parts in NHS markup, for our Jinja2 pages and for django-allauth's own.

One function turns a Django form field into the parameters of an NHS macro; the pack in
templates/nhs/ only places the result.
"""

from typing import cast

from crispy_forms.helper import FormHelper
from crispy_forms.templatetags.crispy_forms_tags import CrispyFormNode
from django import template
from django.forms import BaseForm, Field, widgets
from django.forms.boundfield import BoundField
from django.template import Context as DjangoContext
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from jinja2 import Template, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

register = template.Library()

# From the most special widget to the most general: a tick list is a kind of radio list in
# Django, and a password box a kind of input.
MACROS = (
    (widgets.HiddenInput, "hidden"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "radios"),
    (widgets.Select, "select"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.Textarea, "textarea"),
    (widgets.PasswordInput, "password"),
    (widgets.Input, "input"),
)
# Without "maxlength": a browser would cut what is pasted without a word, where the form says that
# it is too long.
ATTRIBUTES_KEPT = ("min", "max", "step", "aria-label", "lang", "dir")


def macro_and_params(field: BoundField) -> tuple[str, dict]:
    """Return which macro draws a field, and its parameters; LookupError for an unknown widget."""
    widget = field.field.widget
    macro = next((name for kind, name in MACROS if isinstance(widget, kind)), None)
    if macro is None:
        raise LookupError(f"The NHS pack has no macro for {type(widget).__name__}.")
    return macro, _shared(field) | _special(macro, field)


def _shared(field: BoundField) -> dict:
    """Return what every macro takes; an absent hint or error is left out."""
    attrs = field.field.widget.attrs
    params = {
        "name": field.html_name,
        "id": field.auto_id,
        "label": {"text": str(field.label), "size": "s"},
        "value": field.field.widget.format_value(field.value()) or "",
        "autocomplete": attrs.get("autocomplete"),
        "inputmode": attrs.get("inputmode"),
        "attributes": {key: attrs[key] for key in ATTRIBUTES_KEPT if key in attrs},
    }
    if field.help_text:
        params["hint"] = _words(field.help_text)
    if field.errors:
        params["errorMessage"] = {"text": " ".join(_sentences(field))}
    return params


def _sentences(field: BoundField) -> list[str]:
    """Return a field's errors; Django's own "required" names no field, so the label is added."""
    required = str(Field.default_error_messages["required"])
    named = _("Fill in: %(label)s") % {"label": field.label}
    return [named if text == required else str(text) for text in field.errors]


def _words(text: object) -> dict:
    """Return a hint as text, or as HTML where Django itself marks it so (password rules)."""
    words = str(text)
    return {"html" if isinstance(words, SafeString) else "text": words}


def _special(macro: str, field: BoundField) -> dict:
    """Return what only one kind of macro takes."""
    if macro in ("checkboxes", "radios"):
        legend = {"text": str(field.label), "size": "s"}
        return _list(field) | {"fieldset": {"legend": legend}, "items": _items(field)}
    if macro == "select":
        return {"items": _items(field), "groups": _groups(field)}
    if macro == "checkbox":
        item = {"value": "on", "text": str(field.label), "checked": bool(field.value())}
        return _list(field) | {"items": [item]}
    if macro == "textarea":
        return {"rows": field.field.widget.attrs.get("rows", 4)}
    if macro == "password":
        return {
            "value": "",  # a password is never sent back
            "showPasswordText": _("Show"),
            "hidePasswordText": _("Hide"),
            "showPasswordAriaLabel": _("Show password"),
            "hidePasswordAriaLabel": _("Hide password"),
        }
    return {"type": field.field.widget.input_type}


def _list(field: BoundField) -> dict:
    """Return the identity of a list: its first input bears the id, so the list itself may not."""
    return {"id": None, "idPrefix": field.auto_id}


def _items(field: BoundField) -> list[dict]:
    """Return the choices of a field; `selected` is a select's word, `checked` the others'."""
    return [
        {
            "value": str(choice.data["value"]),
            "text": str(choice.data["label"]),
            "checked": choice.data["selected"],
            "selected": choice.data["selected"],
        }
        for choice in field.subwidgets
    ]


def _groups(field: BoundField) -> list[tuple[str, list[dict]]]:
    """Return the choices of a select below the headings of its groups; nothing without any."""
    widget = cast(widgets.Select, field.field.widget)
    groups = widget.optgroups(field.html_name, widget.format_value(field.value()))
    if not any(heading for heading, _options, _place in groups):
        return []
    return [(str(heading or ""), options) for heading, options, _place in groups]


def error_list(form: BaseForm) -> list[dict]:
    """Return every error of a form for its summary, each field's with a link to the field."""
    fields = [
        {"text": text, "href": f"#{field.auto_id}"} for field in form for text in _sentences(field)
    ]
    return [{"text": str(text)} for text in form.non_field_errors()] + fields


def _template(name: str) -> Template:
    """Return one of our Jinja2 templates, of which macros may be called."""
    return cast(Jinja2, engines["jinja2"]).env.get_template(name)


@pass_context
def crispy(context: Context, form: BaseForm) -> TemplateModule:
    """Draw a form in a Jinja2 page: the whole of it when it has a helper, else its fields.

    A drawn Jinja2 module knows that it is HTML, where a plain string would be escaped again.
    """
    helper = form.helper if hasattr(form, "helper") else _fields_only()
    given = {"form": form, "helper": helper, "csrf_token": context["csrf_token"]}
    found = CrispyFormNode("form", "helper").get_render(DjangoContext(given))
    return _template("nhs/whole_uni_form.html").make_module(found.flatten())


def _fields_only() -> FormHelper:
    """Return how a form is drawn that says nothing of it: the page has form tag and button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


@register.simple_tag
def nhs_fields(form: BaseForm) -> TemplateModule:
    """Draw a form's errors and fields in a Django template, without the form tag."""
    return _template("nhs/fields.html").make_module({"form": form})


@register.simple_tag
def component(address: str, **arguments: object) -> str:
    """Draw a Jinja2 component in a Django template: `{% component "site.footer" %}`."""
    file, macro = address.split(".")
    return getattr(_template(f"components/{file}.html").module, macro)(**arguments)
