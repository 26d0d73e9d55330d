"""Loaded once by the server that workers are forked from, so that a new worker starts at once."""

import liaison.extract
import liaison.understand  # noqa: F401 - loading them is the point
