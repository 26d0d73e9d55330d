"""Envelopes, as bytes and as they go from vault to vault."""
