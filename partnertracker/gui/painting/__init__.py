"""Small marks painted into cells and cards: cheap, crisp at every scaling, in the colours of the theme."""
