"""Discord's gateway v10 (docs: Gateway): sessions, and the sockets they speak through."""
