"""Tiny shared types. No database, no network, nothing above it."""
