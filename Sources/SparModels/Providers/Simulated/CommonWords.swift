// Words that say nothing about the subject of a text, and words that instructions use about themselves.

enum CommonWords {
  /// Function words of English.
  static let inTexts = hashes(
    """
    a an the this that these those it its they them their theirs he him his she her hers we us our you your i me my is am
    and or but nor so yet if then else than as at by for from in into of off on onto out over per to up upon with without
    about after again against all also although always am among any are around be because been before being below
    between both can cannot could did do does doing done down during each either enough even ever every few further had
    has have having here how however just least less many may might more most much must neither no none not now often
    once one only other others own two three four five six seven eight nine ten perhaps quite rather same several shall should since some still such there thereby
    therefore though through thus till too toward under until very was were what when where whether which while who
    make made need take took give gave keep kept come came go went see seen use used get got let put def func self
    whom whose why will within would yes don't doesn't isn't wasn't can't
    """)

  /// Words of tasks and answers: about the passage rather than in it.
  static let inTasks = hashes(
    """
    according answer answers ask avoid begin begins begun below best cause cautious choose claim claims complete
    conclusion confidence decide describe detail details draw end enough evidence exactly explain fact facts fill
    following format give given gives held hint holds identify include item items itself letter line list look low
    main mark match mean means medium high mention mentions missing name number numbered order option options paragraph
    passage phrase place point points put question quote reader reason reasons reply response say saying says sentence
    sentences short show single speak speaks start starting state statement statements suggest support supported
    supports take tell tells text true false use using word words write author writer high-level
    """)

  private static func hashes(_ text: String) -> WordSet {
    WordSet(SourceText(words: text, common: WordSet()).words.map(\.hash))
  }
}
