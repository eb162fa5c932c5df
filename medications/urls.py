"""Addresses of the library, in the order in which one reads it."""

from django.urls import path

from medications.views import desk, history, publishing, reading

urlpatterns = [
    path("cards/", reading.cards, name="cards"),
    path("cards/grid/", reading.card_grid, name="card_grid"),
    path("cards/compare/", reading.compare, name="compare"),
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
    path("desk/<slug:medication>/", desk.stock, name="stock"),
    path("desk/<slug:medication>/notes/", desk.add_note, name="add_note"),
    path("desk/<slug:medication>/notes/<int:note>/", desk.retire_note, name="retire_note"),
]
