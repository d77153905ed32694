"""The index: what a gazetteer becomes so that a name finds its candidates in microseconds."""
