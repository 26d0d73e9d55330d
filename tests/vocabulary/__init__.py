"""Tests of liaison.vocabulary."""
