"""What becomes of a roadmap's ids when it is edited, and what an edit changes."""
