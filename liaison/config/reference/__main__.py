"""`python -m liaison.config.reference [--check]`, from a checkout."""

import argparse
import os
import sys

import django


def main() -> int:
    """Write the pages; with `--check`, name the stale ones and give back 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m liaison.config.reference")
    parser.add_argument("--check", action="store_true", help="name stale pages, write nothing")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
    django.setup()
    from liaison.config.reference.pages import FOLDER, stale, write

    names = stale(FOLDER) if asked.check else write(FOLDER)
    sys.stdout.writelines(f"{FOLDER / name}{' is stale' * asked.check}\n" for name in names)
    return 1 if asked.check and names else 0


if __name__ == "__main__":
    sys.exit(main())
