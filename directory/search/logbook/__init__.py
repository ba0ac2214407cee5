"""What is searched for and how well it is answered, counted by the day. No person, no time of day, no full postcode."""
