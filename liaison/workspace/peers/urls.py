"""Addresses of our organisation and of others."""

from django.urls import path

from liaison.workspace.peers import views

urlpatterns = [
    path("organisations/", views.peers, name="peers"),
    path("organisations/add/", views.add, name="add-peer"),
    path("organisations/ours/", views.ourselves, name="ourselves"),
    path("organisations/ours/card.json", views.our_card, name="our-card"),
    path("organisations/ours/keys/", views.rotate, name="rotate-keys"),
    path("organisations/<str:identifier>/", views.peer, name="peer"),
    path("organisations/<str:identifier>/compare/", views.compare, name="compare-peer"),
    path("organisations/<str:identifier>/block/", views.block, name="block-peer"),
    path("organisations/<str:identifier>/unblock/", views.unblock, name="unblock-peer"),
]
