"""The page of settings: a card for each kind of thing that a person sets."""
