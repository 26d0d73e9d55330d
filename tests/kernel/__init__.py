"""Tests of liaison/kernel."""
