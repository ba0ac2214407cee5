"""The gap map: for a need, a group of people and a time, what there is, what is missing, and how much anybody knows."""
