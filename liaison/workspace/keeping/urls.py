"""Addresses of the log and of the keys."""

from django.urls import path

from liaison.workspace.keeping import views

urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/check/", views.check, name="check-log"),
    path("keys/", views.keys, name="keys"),
]
