"""When: find the times of a text, work out their days, give each clause its moment."""
