"""The public site as a WSGI application, for `liaison serve` or any other server."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
application = get_wsgi_application()


def _warm() -> None:
    from liaison.design.environment import compile_templates
    from liaison.publish.record import warm

    compile_templates()
    warm()


threading.Thread(target=_warm, name="warm", daemon=True).start()
