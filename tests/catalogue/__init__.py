"""Tests of liaison/catalogue."""
