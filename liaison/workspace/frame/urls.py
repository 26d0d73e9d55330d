"""Addresses that pages within vaults and outside of them share."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from liaison.design.styles import styles
from liaison.workspace.frame import views

urlpatterns = [
    path("site.css", login_not_required(styles), name="styles"),
    path("language/", views.language, name="language"),
]
