"""A model in, Discord components out: pure functions."""
