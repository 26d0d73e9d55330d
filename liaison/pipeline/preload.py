"""Loaded once by the server that workers are forked from, so that a new worker starts at once."""

import gc
import signal

import django

from liaison import understand

django.setup()

import liaison.pipeline.steps  # noqa: E402, F401 - loading it is the point, and needs the settings

understand.prepare()
# A whole process group that is told to end: the coordinator finishes what its workers have in hand.
signal.signal(signal.SIGTERM, signal.SIG_IGN)
gc.freeze()  # what is loaded stays: workers need not look through it for what may be thrown away
