"""Tests of liaison/rehearsal."""
