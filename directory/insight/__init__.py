"""What is missing, and where: the methods that count it and the rule that keeps small numbers safe. Writes nothing."""
