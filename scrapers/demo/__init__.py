"""Three invented sites, served on loopback by `kjc demo`."""
