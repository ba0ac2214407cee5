"""What is offered while somebody types: needs, services, organisations and places whose names have a word like it."""
