"""Discord's limits: a body that breaks one is refused as Discord would, with code 50035."""
