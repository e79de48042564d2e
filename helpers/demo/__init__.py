"""The made-up class: for the demonstration, for tests and for benchmarks."""
