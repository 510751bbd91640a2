-- Coding: tasks that running something, or reading the code, tells right from wrong.
return flow { skill = "coding" }
