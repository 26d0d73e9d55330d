"""Addresses of people, consents, files, notes and erasures."""

from django.urls import path

from liaison.workspace.people.views import consents, erasures, files, notes, persons

urlpatterns = [
    path("people/", persons.people, name="people"),
    path("people/search/", persons.search, name="search-people"),
    path("people/new/", persons.new, name="new-person"),
    path("people/<str:identifier>/", persons.person, name="person"),
    path("people/<str:identifier>/change/", persons.change, name="change-person"),
    path("people/<str:identifier>/readers/", persons.readers, name="person-readers"),
    path("people/<str:identifier>/export/", persons.export, name="export-person"),
    path("people/<str:identifier>/consents/new/", consents.give, name="give-consent"),
    path("people/<str:identifier>/files/", files.attach_to_person, name="attach-to-person"),
    path("people/<str:identifier>/erase/", erasures.ask, name="ask-erasure"),
    path("consents/<str:consent>/withdraw/", consents.withdraw, name="withdraw-consent"),
    path("files/<str:identifier>/", files.download, name="file"),
    path("files/<str:identifier>/remove/", files.remove, name="remove-file"),
    path("erasures/", erasures.waiting, name="erasures"),
    path("erasures/<str:identifier>/", erasures.proof, name="erasure"),
    path("erasures/<str:identifier>/approve/", erasures.approve, name="approve-erasure"),
    path("erasures/<str:identifier>/decline/", erasures.decline, name="decline-erasure"),
    path("notes/", notes.notes, name="notes"),
    path("notes/new/", notes.new, name="new-note"),
    path("notes/<str:identifier>/", notes.note, name="note"),
    path("notes/<str:identifier>/change/", notes.change, name="change-note"),
    path("notes/<str:identifier>/delete/", notes.delete, name="delete-note"),
    path("notes/<str:identifier>/files/", files.attach_to_note, name="attach-to-note"),
]
