"""Every address of the public site. The language of a page is the first part of its address."""

from collections.abc import Callable

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path

from liaison.design.styles import styles
from liaison.publish.api import activities as api_activities
from liaison.publish.api import captures as api_captures
from liaison.publish.api import documents as api_documents
from liaison.publish.api import editions as api_editions
from liaison.publish.api import matters as api_matters
from liaison.publish.api import mechanisms as api_mechanisms
from liaison.publish.api import openapi as api_openapi
from liaison.publish.api import recommendations as api_recommendations
from liaison.publish.api import search as api_search
from liaison.publish.api import sources as api_sources
from liaison.publish.api import vocabularies as api_vocabularies
from liaison.publish.feeds import selections
from liaison.publish.site import (
    about,
    agenda,
    alerts,
    captures,
    compare,
    coordination,
    countries,
    documents,
    front,
    matters,
    mechanisms,
    opensearch,
    search,
    sitemaps,
    snapshots,
    sources,
    standards,
    state_letters,
    terms,
    trends,
    urgent_help,
    who_can_act,
    wordings,
)
from liaison.publish.taking import views as taking
from liaison.publish.taking.formats import SINGLE, WHOLE

_taken = [
    *(
        path(
            f"search.{form.extension}",
            taking.selection,
            {"extension": form.extension},
            name=f"search-{form.url_name}",
        )
        for form in WHOLE
    ),
    *(
        path(
            f"documents/<slug:identifier>.{form.extension}",
            taking.document,
            {"extension": form.extension},
            name=f"document-{form.url_name}",
        )
        for form in SINGLE
    ),
]
_pages = [
    path("", front.front, name="front"),
    path("search", search.search_page, name="search"),
    path("search.json", api_search.search_data, name="search-json"),
    path("search.atom", selections.search_feed, name="search-atom"),
    path(
        "search.feed.json",
        selections.search_feed,
        {"form": "feed-json"},
        name="search-feed-json",
    ),
    path("documents/<slug:identifier>", documents.document_page, name="document"),
    path("documents/<slug:identifier>/captures", wordings.captures_page, name="document-captures"),
    path("documents/<slug:identifier>.json", api_documents.document, name="document-json"),
    path("matters/<slug:identifier>", matters.matter_page, name="matter"),
    path("matters/<slug:identifier>.json", api_matters.matter, name="matter-json"),
    path("mechanisms", mechanisms.mechanism_list, name="mechanisms"),
    path("mechanisms/<str:code>.atom", selections.mechanism_feed, name="mechanism-atom"),
    path(
        "mechanisms/<str:code>.feed.json",
        selections.mechanism_feed,
        {"form": "feed-json"},
        name="mechanism-feed-json",
    ),
    path("mechanisms/<str:code>", mechanisms.mechanism_page, name="mechanism"),
    path("calendar", agenda.month_page, name="calendar"),
    path("calendar/list", agenda.list_page, name="calendar-list"),
    path("calendar.ics", agenda.calendar_file, name="calendar-ics"),
    path("calendar.csv", agenda.calendar_table, name="calendar-csv"),
    path("trends", trends.trends_page, name="trends"),
    path("trends/<slug:name>.csv", trends.figure_table, name="trends-csv"),
    path("countries", countries.country_list, name="countries"),
    path("countries/<str:code>.json", countries.country_data, name="country-json"),
    path("countries/<str:code>", countries.country_page, name="country"),
    path("letters", state_letters.letter_index, name="letters"),
    path("letters/<str:code>.json", state_letters.letters_data, name="state-letters-json"),
    path("letters/<str:code>", state_letters.letters_page, name="state-letters"),
    path("meetings", coordination.meeting_list, name="meetings"),
    path("working-groups", coordination.working_group_list, name="working-groups"),
    path("working-groups/<str:code>", coordination.working_group, name="working-group"),
    path("who-can-act", who_can_act.who_can_act, name="who-can-act"),
    path("who-can-act.json", who_can_act.who_can_act_data, name="who-can-act-json"),
    path("urgent-help", urgent_help.urgent_help, name="urgent-help"),
    path("urgent-help.json", urgent_help.urgent_help_data, name="urgent-help-json"),
    path("standards", standards.standards, name="standards"),
    path("standards/compare", compare.compare_page, name="standards-compare"),
    path("standards/compare.json", compare.compare_data, name="standards-compare-json"),
    path("standards/compare.csv", compare.compare_table, name="standards-compare-csv"),
    path("standards/snapshot", snapshots.snapshot_now, name="snapshot-now"),
    path("standards/snapshots/<slug:identifier>.pdf", snapshots.snapshot_pdf, name="snapshot-pdf"),
    path(
        "standards/snapshots/<slug:identifier>.json", snapshots.snapshot_data, name="snapshot-json"
    ),
    path("standards/snapshots/<slug:identifier>", snapshots.snapshot_page, name="snapshot"),
    path("standards/rights/<str:code>", standards.right_page, name="right"),
    path("standards/instruments/<str:code>", standards.instrument_page, name="instrument"),
    path("sources", sources.source_list, name="sources"),
    path("sources/<str:source_id>.atom", selections.source_feed, name="source-atom"),
    path(
        "sources/<str:source_id>.feed.json",
        selections.source_feed,
        {"form": "feed-json"},
        name="source-feed-json",
    ),
    path("sources/<str:source_id>", sources.source_page, name="source"),
    path("subscribe", alerts.subscribe, name="subscribe"),
    path("alerts/asked", alerts.asked, name="alert-asked"),
    path("alerts/confirm/<slug:word>", alerts.confirm, name="alert-confirm"),
    path("alerts/<slug:word>", alerts.manage, name="alert"),
    path("alerts/<slug:word>/stop", alerts.stop, name="alert-stop"),
    *_taken,
    path(
        "documents/<slug:identifier>.<str:extension>",
        documents.no_such_form,
        name="document-no-form",
    ),
    path("about-data", about.about_data, name="about-data"),
    path("vocabulary", terms.vocabulary_page, name="vocabulary"),
    path("vocabulary/<slug:name>", terms.terms_page, name="terms"),
    path("help", about.help_page, name="help"),
    path("privacy", about.privacy, name="privacy"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("corrections", about.corrections, name="corrections"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
]
_API: list[tuple[str, Callable[..., HttpResponse], str]] = [
    ("openapi.json", api_openapi.document, "openapi"),
    ("documents", api_documents.document_list, "documents"),
    ("documents/<slug:identifier>", api_documents.document, "document"),
    ("documents/<slug:identifier>/editions/<slug:key>", api_editions.edition, "edition"),
    ("editions", api_editions.edition_list, "editions"),
    ("captures", api_captures.capture_list, "captures"),
    ("captures/<int:number>", api_captures.capture, "capture"),
    ("matters", api_matters.matter_list, "matters"),
    ("matters/<slug:identifier>", api_matters.matter, "matter"),
    ("activities", api_activities.activity_list, "activities"),
    ("activities/<slug:identifier>", api_activities.activity, "activity"),
    ("mechanisms", api_mechanisms.mechanism_list, "mechanisms"),
    ("mechanisms/<str:code>", api_mechanisms.mechanism, "mechanism"),
    ("sources", api_sources.source_list, "sources"),
    ("sources/<str:source_id>", api_sources.source, "source"),
    ("vocabularies", api_vocabularies.vocabulary_list, "vocabularies"),
    ("vocabularies/<slug:name>", api_vocabularies.vocabulary_named, "vocabulary"),
    ("recommendations", api_recommendations.recommendation_list, "recommendations"),
]
urlpatterns = [
    *i18n_patterns(*_pages, prefix_default_language=True),
    path("captures/<slug:name>", captures.copy, name="capture"),
    *(path(f"api/v1/{pattern}", view, name=f"api-{name}") for pattern, view, name in _API),
    path("site.css", styles, name="styles"),
    path("robots.txt", about.robots),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-pages.xml", sitemaps.pages),
    path("sitemap-documents-<int:number>.xml", sitemaps.documents),
    path("sitemap-matters-<int:number>.xml", sitemaps.matters),
]
handler400 = "liaison.publish.failures.bad_request"
handler404 = "liaison.publish.failures.not_found"
handler500 = "liaison.publish.failures.server_error"
