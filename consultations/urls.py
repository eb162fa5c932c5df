"""Addresses of the room: the journey, top to bottom."""

from django.urls import path

from consultations.views import checklist, matters, people, start

urlpatterns = [
    path("conversations/", start.day, name="day"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:key>/", people.person, name="person"),
    path("people/<int:key>/start/", start.start, name="start"),
    path("conversations/<uuid:code>/", start.conversation, name="conversation"),
    path("conversations/<uuid:code>/matters/", matters.matters, name="matters"),
    path("conversations/<uuid:code>/checklist/", checklist.checklist, name="checklist"),
    path("conversations/<uuid:code>/comparison/", checklist.comparison, name="comparison"),
    path("conversations/<uuid:code>/decision/", checklist.decision, name="decision"),
    path("conversations/<uuid:code>/summary/", checklist.summary, name="summary"),
]
