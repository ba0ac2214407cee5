"""What becomes of personal data: copies for the person, erasure, retention, and the law each purpose rests on."""
