"""One module a kind of process: the record alone, the public site, the tests."""
