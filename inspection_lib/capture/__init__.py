"""The site-visit form: in a notebook (`widget`), and as one file for a device without Python (`offline`)."""
