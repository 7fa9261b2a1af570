"""Run notebooks through papermill and export them as pages."""

import papermill.engines  # noqa: F401  (first: papermill loads the engines of `engine`, which need its classes)
