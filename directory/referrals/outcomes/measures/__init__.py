"""The measures themselves: questions, checks of answers, scores of one person. Knows no person, no table, no page."""
