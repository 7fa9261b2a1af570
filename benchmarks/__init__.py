"""How fast the batch is: `python -m benchmarks --help`. README.md beside this file says what is measured."""
