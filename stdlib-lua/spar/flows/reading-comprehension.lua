-- Reading comprehension (arXiv 2407.03502): one of nine transformations per seed, which gates the 43 types; two of the
-- refinements edit the passage rather than the question.
return flow { skill = "reading-comprehension" }
