"""A home filled with the invented record, for tests of pages and of the browser."""

from pathlib import Path

from django.core.cache import cache
from pytest_django import Settings

from liaison.design.translations import compile_all
from liaison.kernel.home import Home
from liaison.pipeline.declared import load, remember
from tests.publish.invented import fill


def fill_home(settings: Settings, folder: Path, sources: Path) -> Home:
    """Point the settings at a new home under `folder`, and fill it and the database.

    The source files are written into `sources`.
    """
    for locale in settings.LOCALE_PATHS:
        compile_all(locale)
    home = Home(folder / "home")
    settings.HOME = home
    cache.clear()
    fill(home, sources)
    remember(load(sources).sources.values(), home.sources)
    return home
