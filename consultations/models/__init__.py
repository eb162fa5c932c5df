"""What people say and decide together, as rows, split by the journey's words.

rows.py          what every row has; rows that are written once
person.py        the person the medicine is for
conversation.py  one conversation, and each change to it
joining.py       who takes part, and how they came in
keeping.py       whether a record is restricted or on hold
live.py          which screens are open now, and at what card all are asked to look
consent.py       what a guest may see, and how that was agreed
what_matters.py  goals, topics, where the person stands, pregnancy
checklist.py     what to avoid, in order; what would help; what is left out
emergency.py     records opened in an emergency, by somebody of another clinic
questions.py     questions between two visits, and their answers
experience.py    medicines now and before, side effects now
decision.py      what was decided, with everything it rests on
addendum.py      what was put right after the end
review.py        which conversations a change of cards touches, and who is asked to look again
"""

from consultations.models.addendum import Addendum
from consultations.models.checklist import Avoidance, HelpfulEffect, Mark
from consultations.models.consent import ConsentEvent
from consultations.models.conversation import Change, Consultation
from consultations.models.decision import Decision
from consultations.models.emergency import EmergencyOpening, EmergencySeen
from consultations.models.experience import CurrentEffect, CurrentMedicine, Experience
from consultations.models.joining import Invitation, Participant
from consultations.models.keeping import RecordMove
from consultations.models.live import Screen, Together
from consultations.models.person import ServiceUser
from consultations.models.questions import Question
from consultations.models.review import ImpactPart, ImpactRun, ReviewPrompt, ReviewRound
from consultations.models.rows import RowIsKept
from consultations.models.what_matters import Goal, Pregnancy, Stance, Topic

__all__ = [
    "Addendum",
    "Avoidance",
    "Change",
    "ConsentEvent",
    "Consultation",
    "CurrentEffect",
    "CurrentMedicine",
    "Decision",
    "EmergencyOpening",
    "EmergencySeen",
    "Experience",
    "Goal",
    "HelpfulEffect",
    "ImpactPart",
    "ImpactRun",
    "Invitation",
    "Mark",
    "Participant",
    "Pregnancy",
    "Question",
    "RecordMove",
    "ReviewPrompt",
    "ReviewRound",
    "RowIsKept",
    "Screen",
    "ServiceUser",
    "Stance",
    "Together",
    "Topic",
]
