"""Addresses outside of every vault: what can be asked before it is known which."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("liaison.workspace.frame.urls")),
    path("", include("liaison.workspace.keeping.outside_urls")),
    path("", include("liaison.workspace.envelopes.outside_urls")),
]
handler404 = "liaison.workspace.frame.failures.not_found"
handler429 = "liaison.workspace.frame.failures.too_often"
handler500 = "liaison.workspace.frame.failures.fault"
