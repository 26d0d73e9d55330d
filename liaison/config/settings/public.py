"""The public site: no account, no cookie, no key, no second database."""

from liaison.config.settings.base import *  # noqa: F403
