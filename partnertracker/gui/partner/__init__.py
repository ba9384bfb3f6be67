"""The page of one partner: all that concerns it, each kind of record in a tab."""
