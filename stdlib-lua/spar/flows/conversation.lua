-- Conversation: a user with an aim, over several turns.
return flow { skill = "conversation" }
