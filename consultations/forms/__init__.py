"""The only place where what a browser sends is believed, split by the journey's words."""

from consultations.forms.matters import MattersForm
from consultations.forms.people import PersonForm, SearchForm
from consultations.forms.start import StartForm

__all__ = ["MattersForm", "PersonForm", "SearchForm", "StartForm"]
