"""The confidential half: settings of their own, see conftest."""
