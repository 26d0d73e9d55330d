"""Circles of organisations."""
