"""The only place where what a browser sends is believed, split by the journey's words."""

from consultations.forms.checklist import ChecklistForm, TickForm
from consultations.forms.comparison import WantedForm
from consultations.forms.matters import MattersForm
from consultations.forms.people import PersonForm, SearchForm
from consultations.forms.start import StartForm

__all__ = [
    "ChecklistForm",
    "MattersForm",
    "PersonForm",
    "SearchForm",
    "StartForm",
    "TickForm",
    "WantedForm",
]
