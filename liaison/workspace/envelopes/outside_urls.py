"""Addresses outside of every vault: where other nodes hand envelopes over."""

from django.urls import path

from liaison.workspace.envelopes.inbox import inbox

urlpatterns = [path("inbox/<str:identifier>", inbox, name="inbox")]
