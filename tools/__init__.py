"""The project's own programs: the sample data, and checks of the code itself."""
