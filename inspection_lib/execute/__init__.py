"""Run notebooks through papermill and export them as pages."""
