"""Tests of liaison/house_rules."""
