"""What the index is made of: words and their scores, columns of facts, generations on disk."""
