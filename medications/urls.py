"""Addresses of the library, in the order one reads it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
