"""Small areas and neighbourhoods: who lives there, how deprived they are, and what joins what."""
