-- Analytical reasoning: situations with conditions, and questions that follow from them.
return flow { skill = "analytical-reasoning" }
