"""Claims: "Is this yours?", what somebody can show for it, and what a steward decides."""
