"""Envelopes: the way out of a vault to another organisation, and what came from others."""
