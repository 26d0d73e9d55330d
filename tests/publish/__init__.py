"""Tests of liaison/publish and liaison/design."""
