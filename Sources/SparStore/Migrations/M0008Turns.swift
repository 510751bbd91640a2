// Dialogues: what the user says after each reply, and the replies to it; what a task lets a contender call; and what is
// known of a tool's work besides the words that the model was told.

extension Migration {
  static let m0008Turns = Migration(
    sql: """
      -- JSON lists of text; NULL for a task of one turn.
      ALTER TABLE instruction ADD COLUMN turns TEXT;
      ALTER TABLE response ADD COLUMN turns TEXT;
      -- A JSON list of tool definitions, in the form of the chat protocol.
      ALTER TABLE instruction ADD COLUMN tools TEXT;
      -- JSON: exit code, signal, what was cut.
      ALTER TABLE tool_use ADD COLUMN details TEXT;
      """)
}
