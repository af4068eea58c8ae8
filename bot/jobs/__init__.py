"""Durable work: stored with its time, done by one process at a time, kept until it is done."""
