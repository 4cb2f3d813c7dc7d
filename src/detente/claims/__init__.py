"""Who says so, who denies it, how sure they are; and the claim that comes of it."""
