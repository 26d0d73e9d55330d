"""Tests of liaison/config."""
