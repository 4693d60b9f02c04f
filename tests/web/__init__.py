"""The console in a browser, at its door and on its screen."""
