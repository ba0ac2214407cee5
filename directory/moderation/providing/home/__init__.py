"""Where those who run something start: what they keep, what is due, what waits, and who is glad of it."""
