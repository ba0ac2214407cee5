"""What happened, counted by month, place, need and group, nightly and on demand: reports read nothing else."""
