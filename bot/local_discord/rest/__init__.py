"""Discord's HTTP API v10, a module per resource."""
