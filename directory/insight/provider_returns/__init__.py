"""Pages of the quarterly return. The return itself is `needs.returns`; what others say is shown back protected."""
