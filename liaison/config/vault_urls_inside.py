"""Addresses within a vault; each stands after `/w/ORGANISATION/`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("liaison.workspace.frame.urls")),
    path("", include("liaison.workspace.members.urls")),
    path("", include("liaison.workspace.people.urls")),
    path("", include("liaison.workspace.keeping.urls")),
    path("", include("liaison.workspace.circles.urls")),
    path("", include("liaison.workspace.peers.urls")),
    path("", include("liaison.workspace.envelopes.urls")),
]
handler404 = "liaison.workspace.frame.failures.not_found"
handler500 = "liaison.workspace.frame.failures.fault"
