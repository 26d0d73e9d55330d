"""The addresses of the site, and one for whoever works on how it looks (LIAISON_DEBUG=1)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from liaison.config import urls
from liaison.design.styles import schemes
from liaison.publish.site import design

urlpatterns = [
    *urls.urlpatterns,
    *i18n_patterns(path("design/", design.design_page, name="design")),
    path("design.css", schemes, name="design-styles"),
]
handler400 = urls.handler400
handler404 = urls.handler404
handler500 = urls.handler500
