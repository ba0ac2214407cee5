"""How often listings are read, counted by the month, and what people looked for near them and did not find."""
