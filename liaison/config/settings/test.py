"""Settings of the test suite: the public site's, on a database of its own."""

import os
import tempfile

os.environ.setdefault("LIAISON_HOME", tempfile.mkdtemp(prefix="liaison-test-"))

from liaison.config.settings.public import *  # noqa: F403 (as they are served)
