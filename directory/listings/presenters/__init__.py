"""What the pages of the directory say, as plain values. No queries, no request."""
