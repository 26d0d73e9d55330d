"""Tests of liaison/pipeline."""
