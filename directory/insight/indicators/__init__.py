"""The library of indicators: what is measured, who answers for it, and values from named sources."""
