"""Makes the place seeds from public data. The application only reads the results."""
