"""Running the public site."""

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from liaison.design.translations import compile_all


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop. No access log: what a reader asks for is nobody's business."""
    for folder in settings.LOCALE_PATHS:
        compile_all(folder)
    Granian(
        "liaison.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_access=False,
    ).serve()
