"""Figures of the weekly notebooks."""
