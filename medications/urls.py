"""Addresses of the library, in the order in which one reads it."""

from django.urls import path

from medications import views

urlpatterns = [
    path("cards/", views.cards, name="cards"),
    path("cards/grid/", views.card_grid, name="card_grid"),
    path("cards/compare/", views.compare, name="compare"),
    path("cards/<slug:medication>/", views.card, name="card"),
    path("cards/<slug:medication>/short/", views.short_card, name="short_card"),
    path("cards/<slug:medication>/approval/", views.approve, name="approve"),
    path(
        "cards/<slug:medication>/approval/withdrawal/",
        views.withdraw_approval,
        name="withdraw_approval",
    ),
    path("cards/<slug:medication>/<slug:effect>/", views.rating, name="rating"),
    path("effects/", views.effects, name="effects"),
    path("effects/<slug:code>/", views.effect, name="effect"),
    path("sources/", views.sources, name="sources"),
    path("levels/", views.levels, name="levels"),
]
