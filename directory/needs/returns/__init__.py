"""What organisations say each quarter: whom they turned away, who waits, and why. Numbers only."""
