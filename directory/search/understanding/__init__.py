"""What somebody meant: phrases, stand-ins, misspellings."""
