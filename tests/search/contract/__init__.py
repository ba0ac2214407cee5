"""What every engine keeps to. Each test runs on all of them; `tests/search/engines.py` says which there are."""
