"""Changing a listing one thing a page: what each page asks, what becomes of the answer, and what it says before."""
