"""Addresses of the front door."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.home, name="home"),
    path("my-roles/", views.my_roles, name="my_roles"),
    path("team/", views.team, name="team"),
    path("team/clinics/<uuid:code>/", views.clinic, name="clinic"),
    path("gallery/", views.gallery, name="gallery"),
]
