"""Addresses of the room: the journey, top to bottom."""

from django.urls import path

from consultations.views import (
    checklist,
    comparison,
    decision,
    experience,
    joining,
    matters,
    one_line,
    people,
    review,
    stage,
    start,
    summary,
    texts,
    touched,
)

urlpatterns = [
    path("words/", texts.words, name="words"),
    path("words/<slug:key>/", texts.word, name="word"),
    path("rights/", texts.rights, name="rights"),
    path("checklist/blank/", checklist.blank_checklist, name="blank_checklist"),
    # Without an account: in with a code, and out.
    path("join/", joining.join, name="join"),
    path("join/waiting/", joining.wait, name="waiting"),
    path("join/leave/", joining.leave, name="leave"),
    path("join/left/", joining.left, name="left"),
    path("conversations/", start.day, name="day"),
    path("conversations/touched/<int:key>/", touched.touched, name="touched"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:key>/", people.person, name="person"),
    path("people/<int:key>/change/", people.change_person, name="change_person"),
    path("people/<int:key>/start/", start.start, name="start"),
    path("conversations/<uuid:code>/", start.conversation, name="conversation"),
    path("conversations/<uuid:code>/beginning/", start.beginning, name="beginning"),
    path("conversations/<uuid:code>/joining/", joining.joining, name="joining"),
    path("conversations/<uuid:code>/move/", stage.move, name="move"),
    path("conversations/<uuid:code>/another-day/", stage.another_day, name="another_day"),
    path("conversations/<uuid:code>/experience/", experience.experience, name="experience"),
    path(
        "conversations/<uuid:code>/experience/<slug:kind>/",
        experience.experience_add,
        name="experience_add",
    ),
    path(
        "conversations/<uuid:code>/experience/<slug:kind>/<int:key>/",
        experience.experience_entry,
        name="experience_entry",
    ),
    path("conversations/<uuid:code>/pregnancy/", experience.pregnancy, name="pregnancy"),
    path("conversations/<uuid:code>/matters/", matters.matters, name="matters"),
    path("conversations/<uuid:code>/checklist/", checklist.checklist, name="checklist"),
    path(
        "conversations/<uuid:code>/checklist/lines/<int:number>/",
        one_line.one_line,
        name="one_line",
    ),
    path(
        "conversations/<uuid:code>/checklist/form/", checklist.checklist_form, name="checklist_form"
    ),
    path("conversations/<uuid:code>/comparison/", comparison.comparison, name="comparison"),
    path(
        "conversations/<uuid:code>/comparison/how/",
        comparison.how_this_works,
        name="how_this_works",
    ),
    path("conversations/<uuid:code>/cards/", comparison.our_compare, name="our_compare"),
    path(
        "conversations/<uuid:code>/cards/<slug:medication>/", comparison.our_card, name="our_card"
    ),
    path("conversations/<uuid:code>/decision/", decision.decision, name="decision"),
    path("conversations/<uuid:code>/newest-cards/", review.newest_cards, name="newest_cards"),
    path("conversations/<uuid:code>/then-and-now/", review.then_and_now, name="then_and_now"),
    path("conversations/<uuid:code>/review/<int:key>/", review.review_prompt, name="review_prompt"),
    path("conversations/<uuid:code>/summary/", summary.summary, name="summary"),
    path(
        "conversations/<uuid:code>/summary/<int:number>/large/",
        summary.large_summary,
        name="large_summary",
    ),
    path(
        "conversations/<uuid:code>/summary/<int:number>/large.pdf",
        summary.summary_pdf,
        {"is_large": True},
        name="large_summary_pdf",
    ),
    path(
        "conversations/<uuid:code>/summary/<int:number>/",
        summary.earlier_summary,
        name="earlier_summary",
    ),
    path(
        "conversations/<uuid:code>/summary/<int:number>/summary.pdf",
        summary.summary_pdf,
        name="earlier_summary_pdf",
    ),
    path("conversations/<uuid:code>/summary.pdf", summary.summary_pdf, name="summary_pdf"),
    path(
        "conversations/<uuid:code>/summary/<int:number>/summary.txt",
        summary.summary_text,
        name="summary_text",
    ),
    path("conversations/<uuid:code>/summary/<int:number>/letter/", summary.letter, name="letter"),
]
