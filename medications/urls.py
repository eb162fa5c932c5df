"""Addresses of the library, in the order in which one reads it."""

from django.urls import path

from medications.views import desk, impact, reading

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
    # Whom a draft would touch.
    path("desk/drafts/<int:card>/impact/", impact.impact, name="impact"),
    path("desk/<slug:medication>/", desk.stock, name="stock"),
    path("desk/<slug:medication>/notes/", desk.add_note, name="add_note"),
    path("desk/<slug:medication>/notes/<int:note>/", desk.retire_note, name="retire_note"),
]
