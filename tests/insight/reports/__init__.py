"""Reports and what leaves them."""
