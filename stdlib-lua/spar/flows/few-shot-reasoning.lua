-- Few-shot reasoning: worked items, and one more of the same kind.
return flow { skill = "few-shot-reasoning" }
