"""Case panels: people who work together look at a few courses of help in depth, and nobody can be recognised."""
