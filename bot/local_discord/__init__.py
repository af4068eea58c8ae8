"""A Discord on this machine, for trying and testing any bot without an account.

Point discord.py at it with `discord.http.Route.BASE = local.api_url`; the gateway's address comes
from /gateway/bot of that API (`DiscordWebSocket.DEFAULT_GATEWAY` is the fallback to set as well).
"""
