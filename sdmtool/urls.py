"""The addresses of the service: each room brings its own."""

from django.urls import include, path

handler400 = "sdmtool.errors.bad_request"
handler403 = "sdmtool.errors.permission_denied"
handler404 = "sdmtool.errors.page_not_found"
handler429 = "sdmtool.errors.too_many_requests"
handler500 = "sdmtool.errors.server_error"

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/second-step/", include("allauth.mfa.urls")),
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("", include("accounts.urls")),
    path("", include("medications.urls")),
    path("", include("consultations.urls")),
]
