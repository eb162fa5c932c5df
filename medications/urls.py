"""Addresses of the library, in the order in which one reads it."""

from django.urls import path

from medications.views import (
    desk,
    drafting,
    evidencing,
    exchange,
    founding,
    history,
    impact,
    previewing,
    printing,
    publishing,
    reading,
)

urlpatterns = [
    path("cards/", reading.cards, name="cards"),
    path("cards/grid/", reading.card_grid, name="card_grid"),
    path("cards/compare/", reading.compare, name="compare"),
    path("cards/print/", printing.short_cards, name="print_cards"),
    path("cards/print/whole/", printing.whole_cards, name="print_whole_cards"),
    path("cards/<slug:medication>/", reading.card, name="card"),
    path("cards/<slug:medication>/short/", reading.short_card, name="short_card"),
    path("cards/<slug:medication>/approval/", reading.approve, name="approve"),
    path(
        "cards/<slug:medication>/approval/withdrawal/",
        reading.withdraw_approval,
        name="withdraw_approval",
    ),
    path("cards/<slug:medication>/<slug:effect>/", reading.rating, name="rating"),
    path("effects/", reading.effects, name="effects"),
    path("effects/<slug:code>/", reading.effect, name="effect"),
    path("sources/", reading.sources, name="sources"),
    path("levels/", reading.levels, name="levels"),
    path("desk/", desk.desk, name="desk"),
    # Drafts: a new medicine, sources, and each section of a card.
    path("desk/new/", founding.new_medication, name="new_medication"),
    path("desk/sources/", founding.desk_sources, name="desk_sources"),
    path("desk/sources/new/", founding.desk_source, name="desk_new_source"),
    path("desk/sources/<int:source>/", founding.desk_source, name="desk_source"),
    path("desk/sources/<int:source>/retired/", founding.retire_source, name="retire_source"),
    path("desk/drafts/<int:card>/", drafting.draft, name="draft"),
    path("desk/drafts/<int:card>/preview/", previewing.draft_preview, name="draft_preview"),
    path(
        "desk/drafts/<int:card>/preview/phone/",
        previewing.draft_on_a_phone,
        name="draft_on_a_phone",
    ),
    path("desk/drafts/<int:card>/levels/<slug:effect>/", drafting.draft_level, name="draft_level"),
    path("desk/drafts/<int:card>/words/<slug:section>/", drafting.draft_words, name="draft_words"),
    path("desk/drafts/<int:card>/cautions/new/", drafting.draft_caution, name="draft_new_caution"),
    path(
        "desk/drafts/<int:card>/cautions/<int:caution>/",
        drafting.draft_caution,
        name="draft_caution",
    ),
    path(
        "desk/drafts/<int:card>/forms/new/",
        drafting.draft_preparation,
        name="draft_new_preparation",
    ),
    path(
        "desk/drafts/<int:card>/forms/<int:preparation>/",
        drafting.draft_preparation,
        name="draft_preparation",
    ),
    path("desk/drafts/<int:card>/day/", drafting.draft_review_day, name="draft_review_day"),
    path("desk/drafts/<int:card>/evidence/", evidencing.draft_evidence, name="draft_evidence"),
    path(
        "desk/drafts/<int:card>/evidence/<int:row>/", evidencing.draft_figure, name="draft_figure"
    ),
    path(
        "desk/drafts/<int:card>/evidence/<int:row>/retired/",
        evidencing.retire_figure,
        name="retire_figure",
    ),
    path(
        "desk/drafts/<int:card>/evidence/<int:row>/back/",
        evidencing.put_back_figure,
        name="put_back_figure",
    ),
    path(
        "desk/drafts/<int:card>/evidence/<slug:about>/<slug:measure>/",
        evidencing.draft_new_figure,
        name="draft_new_figure",
    ),
    path("desk/drafts/<int:card>/discarded/", drafting.discard_draft, name="discard_draft"),
    path("desk/drafts/<int:card>/back/", drafting.take_back_draft, name="take_back_draft"),
    path("desk/<slug:medication>/draft/", drafting.begin_draft, name="begin_draft"),
    # From a draft to a release, and what came of it: before the medicines, whose codes are free.
    path("desk/drafts/<int:card>/submission/", publishing.submit, name="submit_card"),
    path("desk/drafts/<int:card>/review/", publishing.review, name="review_card"),
    path("desk/releases/", history.releases, name="releases"),
    path("desk/releases/compare/", history.compare_releases, name="compare_releases"),
    path("desk/releases/<int:number>/", history.release, name="release"),
    path("desk/<slug:medication>/withdrawal/", publishing.withdraw, name="withdraw_card"),
    path("desk/<slug:medication>/history/", history.card_history, name="card_history"),
    path(
        "desk/<slug:medication>/history/compare/",
        history.compare_versions,
        name="compare_versions",
    ),
    # Spreadsheets: out, read, and in as drafts.
    path("desk/spreadsheets/", exchange.spreadsheets, name="spreadsheets"),
    path("desk/spreadsheets/export/", exchange.export_sheets, name="export_sheets"),
    path("desk/spreadsheets/read/", exchange.check_sheets, name="check_sheets"),
    path("desk/spreadsheets/drafts/", exchange.import_sheets, name="import_sheets"),
    # Whom a draft would touch.
    path("desk/drafts/<int:card>/impact/", impact.impact, name="impact"),
    path("desk/<slug:medication>/", desk.stock, name="stock"),
    path("desk/<slug:medication>/notes/", desk.add_note, name="add_note"),
    path("desk/<slug:medication>/notes/<int:note>/", desk.retire_note, name="retire_note"),
]
