"""Addresses outside of every vault."""

from django.urls import path

from liaison.workspace.keeping import outside

urlpatterns = [
    path("", outside.front, name="home"),
    path("setup/<str:token>/", outside.set_up, name="set-up"),
    path("w/<str:vault>/recover/", outside.recover, name="recover"),
    path("w/<str:vault>/", outside.closed, name="closed"),
    path("w/<str:vault>/<path:page>", outside.closed, name="closed-page"),
]
