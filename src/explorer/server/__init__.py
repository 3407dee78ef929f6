"""Serving the app: settings, launch, routes, and the guard in front of it."""
