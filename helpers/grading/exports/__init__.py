"""Grades in the forms that people and learning platforms take."""
