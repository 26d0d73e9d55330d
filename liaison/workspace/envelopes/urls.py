"""Addresses of envelopes within a vault."""

from django.urls import path

from liaison.workspace.envelopes.views import coming, composing, going, publishing

urlpatterns = [
    path("received/", coming.received, name="received"),
    path("received/<str:reference>/", coming.received_one, name="received-one"),
    path("received/<str:reference>/accept/", coming.accept, name="accept-offer"),
    path("received/<str:reference>/decline/", coming.decline, name="decline-offer"),
    path("received/<str:reference>/delete/", coming.delete, name="delete-received"),
    path("received/<str:reference>/asked/<str:asked>/", coming.answer, name="answer-request"),
    path(
        "received/<str:reference>/files/<int:number>/", coming.received_file, name="received-file"
    ),
    path("envelopes/", going.sent_list, name="sent"),
    path("envelopes/new/", composing.compose, name="compose"),
    path("envelopes/to-approve/", going.to_approve, name="to-approve"),
    path("envelopes/drafts/<str:batch>/", composing.draft, name="draft"),
    path("envelopes/drafts/<str:batch>/send/", composing.send, name="send-draft"),
    path("envelopes/drafts/<str:batch>/discard/", composing.discard, name="discard-draft"),
    path("envelopes/<str:identifier>/", going.envelope, name="envelope"),
    path("envelopes/<str:identifier>/recall/", going.recall, name="recall-envelope"),
    path("envelopes/<str:identifier>/approve/", going.approve, name="approve-envelope"),
    path("envelopes/<str:identifier>/send-back/", going.send_back, name="send-back-envelope"),
    path("envelopes/<str:identifier>/review/", going.review, name="review-envelope"),
    path("publishing/", publishing.publications, name="publications"),
    path("publishing/new/", publishing.prepare, name="prepare-publication"),
    path("publishing/<str:identifier>/", publishing.publication, name="publication"),
    path("publishing/<str:identifier>/publish/", publishing.publish, name="publish"),
    path("publishing/<str:identifier>/drop/", publishing.drop, name="drop-publication"),
]
