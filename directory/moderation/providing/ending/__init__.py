"""How a listing ends or changes hands: the last day, who takes over, what people are told, and the day after."""
