"""Study checklists as people write them: Markdown to boxes under headings, and from there to a roadmap."""
