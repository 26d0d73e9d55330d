"""The pages of docs/reference/ that the code itself writes, so that they cannot differ from it.

`python -m liaison.config.reference` writes them anew; with `--check` it names those that are stale.
"""
