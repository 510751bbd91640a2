// The index of words follows the table of seeds, a group of writes at a time.

extension StoreTransaction {
  /// Puts the words of all seeds that are not in the index into it: those of this group, and what another program has
  /// written meanwhile.
  func indexNewSeeds() throws {
    try connection.run(
      """
      INSERT INTO seed_search (rowid, title, text) SELECT id, title, text FROM seed
      WHERE id > (SELECT coalesce(max(id), 0) FROM seed_search_docsize)
      """)
  }
}
