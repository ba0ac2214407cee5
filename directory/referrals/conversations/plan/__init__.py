"""The plan: the person's own copy of a conversation, in their words, in a form they can read, and its ways to them."""
