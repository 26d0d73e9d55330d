"""Circles: named lists of organisations, kept by one of them, told to its members in envelopes."""
