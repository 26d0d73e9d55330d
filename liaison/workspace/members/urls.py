"""Addresses of signing in and of members. Of allauth's pages those alone that are wanted here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from liaison.workspace.members import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/", mfa.index, name="mfa_index"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/codes/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/codes/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/sessions/", views.sessions, name="sessions"),
    path("account/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/recovery/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("join/<str:secret>/", views.join, name="join"),
    path("members/", views.members, name="members"),
    path("members/invited/", views.invited, name="invited"),
    path("members/invited/<int:number>/withdraw/", views.uninvite, name="uninvite"),
    path("members/<int:number>/sign-out/", views.sign_out, name="sign-out-member"),
    path("members/<int:number>/disable/", views.disable, name="disable"),
]
