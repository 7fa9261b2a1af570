"""The home page of a visit and the form in a full window: pages of a Jupyter server, for this machine alone.

`home.server` loads jupyter_server, `home.form_kernels` loads nbformat; nothing here is loaded by the room.
"""
