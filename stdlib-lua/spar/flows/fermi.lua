-- Fermi estimation: quantities that nobody has written down, from what is known and said.
return flow { skill = "fermi" }
