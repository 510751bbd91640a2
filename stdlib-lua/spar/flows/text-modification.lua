-- Text modification: eighteen tasks on a text that is given, each with rules that tell a right result from a wrong one.
return flow { skill = "text-modification" }
