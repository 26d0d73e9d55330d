"""Loaded once by the server that workers are forked from, so that a new worker starts at once."""

import liaison.extract  # noqa: F401 - loading it is the point
from liaison import understand

understand.prepare()
