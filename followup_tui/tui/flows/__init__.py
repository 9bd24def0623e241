"""What a key sets in motion: dialogs, verbs, and what is told afterwards."""
