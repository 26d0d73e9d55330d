"""Tests of liaison.competence."""
