"""Speed, measured: one script a claim, each against a peer in the same run. `make bench` runs them all."""
