"""Addresses of circles."""

from django.urls import path

from liaison.workspace.circles import views

urlpatterns = [
    path("circles/", views.circles, name="circles"),
    path("circles/new/", views.new, name="new-circle"),
    path("circles/<str:identifier>/", views.circle, name="circle"),
    path("circles/<str:identifier>/change/", views.change, name="change-circle"),
    path("circles/<str:identifier>/ask/", views.ask, name="ask-into-circle"),
    path("circles/<str:identifier>/take-out/", views.take_out, name="take-out-of-circle"),
    path("circles/<str:identifier>/end/", views.end, name="end-circle"),
    path("circles/<str:identifier>/answer/", views.answer, name="answer-circle"),
    path("circles/<str:identifier>/card/", views.take_card, name="take-card-of-circle"),
]
