"""Tests of liaison/archive."""
