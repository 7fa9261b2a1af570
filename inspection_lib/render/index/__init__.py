"""The index of a campaign: the offline pages on which a reviewer finds every unit."""
