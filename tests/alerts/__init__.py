"""Tests of `liaison.alerts`."""
