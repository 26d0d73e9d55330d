"""Tests of liaison/publish."""
