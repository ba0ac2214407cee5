"""What a listing said at each change: any two versions side by side, and one of them again."""
