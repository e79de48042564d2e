"""Kernels for other people's code: forked from a warm process in a moment, locked in, and gone afterwards."""
