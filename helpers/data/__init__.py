"""Data sets: pictures, and points in the plane."""
