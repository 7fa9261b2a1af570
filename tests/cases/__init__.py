"""Inputs of people that failed, with the right result of each; one folder an input, one test file a kind."""
