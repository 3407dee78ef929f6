"""Serving the app: settings, launch, and who is answered."""
