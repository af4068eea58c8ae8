"""What Tern knows and decides: nothing of Discord, SQL, files or clocks."""
