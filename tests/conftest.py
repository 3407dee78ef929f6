"""What all layers share: hypothesis runs that repeat, and no deadline on noisy machines."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("repeatable")
