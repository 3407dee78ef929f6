"""Tables: which side of a grid its levels are on, what its other heads announce, and what its cells
then say of each level.
"""
