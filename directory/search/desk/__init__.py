"""The steward's desk: which words find nothing, and mending that with a synonym that is tried before it is saved."""
