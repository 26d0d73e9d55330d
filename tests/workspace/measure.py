"""`python -m tests.workspace.measure NAME …` runs one of the measurings of vaults."""

import importlib
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.workspace")
    django.setup()
    name = sys.argv.pop(1)
    sys.exit(importlib.import_module(f"tests.workspace.measuring_{name}").main())
