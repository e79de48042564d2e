"""The answer key: plain numpy, one module a week. Functions a student writes on top of others take those as keyword arguments."""
