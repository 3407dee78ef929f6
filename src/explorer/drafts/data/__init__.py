"""Data: records of YAML, JSON and TOML as the blocks a page would have."""
