"""Tests of liaison/fetch."""
