"""Tests of liaison/index."""
