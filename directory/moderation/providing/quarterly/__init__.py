"""The quarterly letter: thanks, and how much a listing was looked for. One a lead, and none for who wants none."""
