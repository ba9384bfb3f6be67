"""The frame around the views: navigation, top bar, search, status bar."""
