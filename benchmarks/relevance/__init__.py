"""Does search find what people mean? Labelled searches by authors who wrote no training sentence.

Run: `python -m benchmarks.relevance`.
"""
