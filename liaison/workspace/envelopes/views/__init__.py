"""Pages of envelopes."""
