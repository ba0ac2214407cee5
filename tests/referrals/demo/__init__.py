"""The demonstration’s year: drawn the same each time, and nothing in it that the product would refuse."""
