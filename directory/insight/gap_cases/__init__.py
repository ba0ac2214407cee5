"""Pages of gap cases. The cases themselves are `needs.cases`; only pages above it can protect small numbers."""
