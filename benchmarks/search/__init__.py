"""Search, measured against other engines on the same made-up directory. Run: `python -m benchmarks.search`."""
