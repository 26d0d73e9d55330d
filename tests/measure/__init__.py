"""Tests of liaison/measure."""
