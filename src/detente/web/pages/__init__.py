"""The pages that people read; `routes` holds their addresses."""
