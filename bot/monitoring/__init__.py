"""How Tern is: counted, looked at, and served to whoever runs it. See docs/operations.md."""

NO_METRICS = 'metrics need prometheus-client: pip install "tern-bot[metrics]".'
