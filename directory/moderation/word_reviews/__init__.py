"""What changed in the directory's words, read by people with lived experience, who comment and agree or do not."""
