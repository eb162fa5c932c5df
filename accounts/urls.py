"""Addresses of the front door."""

from django.urls import path

from accounts.views import administration, audit, front

urlpatterns = [
    path("", front.home, name="home"),
    path("my-roles/", front.my_roles, name="my_roles"),
    path("my-roles/sign-ins/", front.sign_ins, name="sign_ins"),
    path("team/", front.team, name="team"),
    path("team/clinics/<uuid:code>/", front.clinic, name="clinic"),
    path("team/accounts/", administration.accounts, name="accounts"),
    path("team/accounts/new/", administration.let_in, name="let_in"),
    path("team/accounts/<int:key>/", administration.account, name="account"),
    path("audit/", audit.audit, name="audit"),
    path("audit/file/", audit.export_audit, name="export_audit"),
    path("gallery/", front.gallery, name="gallery"),
]
