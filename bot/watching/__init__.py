"""The watch on the network: platforms' texts, fetched politely and read."""
