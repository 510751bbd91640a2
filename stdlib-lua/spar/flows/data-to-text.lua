-- Data to text: tables and records, told without adding to them.
return flow { skill = "data-to-text" }
