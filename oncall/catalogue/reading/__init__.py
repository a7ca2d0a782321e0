"""A provider's file becomes a provider, or all that is wrong with it becomes sentences."""
