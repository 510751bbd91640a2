-- Creative content: pieces with constraints that a reader can check.
return flow { skill = "creative-content" }
