"""What all layers share: property tests that repeat, with many more examples on demand.

`make thorough` runs every test, also those marked so, with --hypothesis-profile=thorough.
"""

from hypothesis import settings

# The same examples in every run: a test that fails, fails again. No deadline: machines
# are noisy.
settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile("repeatable")
