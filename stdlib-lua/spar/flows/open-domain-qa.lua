-- Open-domain questions: the passage is where a question is found; whoever answers does not see it.
return flow { skill = "open-domain-qa" }
