"""Timings and measurements: what tests must not do."""
