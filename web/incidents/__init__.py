"""Incidents as a picture and in words."""
