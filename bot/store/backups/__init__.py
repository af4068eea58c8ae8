"""Copies of the database that are whole and checked, and the way back from them."""
