"""From what was meant to an answer: matches, places, order, counts, and what to say of it."""
