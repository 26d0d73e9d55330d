"""A home filled with the invented record, for tests of pages and of the browser."""

from pathlib import Path

from django.core.cache import cache
from pytest_django import Settings

from liaison.design.translations import compile_all
from liaison.kernel.home import Home
from tests.publish.invented import fill


def fill_home(settings: Settings, folder: Path, sources: Path) -> Home:
    """Point the settings at a new home under `folder`, and fill it and the database.

    Source files are read once a process, so tests share those under `sources`.
    """
    for locale in settings.LOCALE_PATHS:
        compile_all(locale)
    home = Home(folder / "home")
    settings.HOME = home
    settings.LIAISON_SOURCES = str(sources)
    cache.clear()
    fill(home, sources)
    return home
