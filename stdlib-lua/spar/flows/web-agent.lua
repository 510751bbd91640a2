-- Web agent: pages as an agent sees them, tasks on them, and the actions that do them.
return flow { skill = "web-agent" }
