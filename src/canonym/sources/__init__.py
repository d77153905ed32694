"""Adapters for what others publish, one file each."""
