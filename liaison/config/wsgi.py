"""The public site as a WSGI application, for `liaison serve` or any other server."""

import contextlib
import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
application = get_wsgi_application()


def _warm() -> None:
    from django.urls import get_resolver

    from liaison.design.environment import compile_templates
    from liaison.kernel.errors import HomeUnusable
    from liaison.publish.record import warm
    from liaison.publish.tallies import Chosen, tallies

    _ = get_resolver().url_patterns  # loads the code of every page
    compile_templates()
    warm()
    with contextlib.suppress(HomeUnusable):  # whoever asks is told
        tallies(Chosen())


threading.Thread(target=_warm, name="warm", daemon=True).start()
