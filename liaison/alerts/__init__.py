"""Saved selections: matching what is new against them, and telling readers by mail."""
