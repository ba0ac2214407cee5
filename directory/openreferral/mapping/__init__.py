"""From what feeds really send to records of ours: lenient readers of single values, strict values out. No session."""
