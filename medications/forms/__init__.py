"""What the library believes of what a browser sends.

reading.py     narrowing the cards, putting some side by side, standing behind one
desk.py        what a pharmacist says of a medicine here
publishing.py  submitting, answering, withdrawing; which two versions to compare
exchange.py    what to export, and a file to import
"""

from medications.forms.desk import AvailabilityForm, LocalNoteForm
from medications.forms.exchange import ExportForm, ImportForm, UploadForm
from medications.forms.reading import ApprovalForm, CardFilterForm, CompareForm

__all__ = [
    "ApprovalForm",
    "AvailabilityForm",
    "CardFilterForm",
    "CompareForm",
    "ExportForm",
    "ImportForm",
    "LocalNoteForm",
    "UploadForm",
]
