"""A small invented internet: websites of invented mechanisms, for trials, tests and benchmarks."""
