"""Random histories of three organisations on two nodes, held against rules written a second time.

In the suite a few dozen of them (`test_histories`); `python -m tests.workspace.histories` runs long.
"""
