"""Tests of liaison.understand."""
