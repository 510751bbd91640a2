// Texts and names of types for the tests beside it.

enum Passages {
  static let lighthouse = """
    The lighthouse at Cape Verrin was built in 1851 by the engineer Ada Field. It stands 34 metres above the sea on a \
    rock that is covered at high tide. Before the lighthouse was lit, about nine ships were lost on the reef every \
    winter. Field had proposed an iron tower, but the harbour board insisted on granite, which was more expensive. The \
    granite was brought by barge from the quarry at Lorne, 60 kilometres to the north. Two keepers lived in the tower \
    at a time and were relieved every six weeks. In 1962 the lamp was made automatic, and the last keeper, Tomas Hale, \
    moved to the village. Some villagers say that the light has been less bright ever since. The tower is now a museum \
    that is open from May to September. Visitors must climb 158 steps to reach the gallery.
    """

  static let sourdough = """
    Sourdough bread rises because of wild yeast and bacteria that live in a mixture of flour and water. The bacteria \
    make acids, which give the bread its sour taste and keep mould away. A starter must be fed every day if it is kept \
    in a warm kitchen. In a refrigerator it can rest for two weeks. Bakers in San Francisco have kept some starters \
    alive for more than 100 years. The dough needs between 8 and 12 hours to rise, much longer than dough with bought \
    yeast. Because the acids slow the digestion of starch, some doctors recommend sourdough to their patients. However, \
    the evidence for this is still thin. A loaf with too much whole rye flour may stay flat.
    """

  static let code = """
    # Compute the mean of a list of numbers.
    def mean(values):
        if not values:
            raise ValueError("mean of nothing")
        return sum(values) / len(values)

    # The sample variance divides by n - 1, which is Bessel's correction.
    def variance(values):
        m = mean(values)
        return sum((v - m) ** 2 for v in values) / (len(values) - 1)
    """

  static let chinese = "灯塔建于一八五一年。它高三十四米，立在海边的岩石上。守塔人每六个星期换一次班。现在它是一座博物馆。"
  static let russian =
    "Маяк построили в 1851 году. Он стоит на скале у моря. Смотрители жили в башне и сменялись каждые шесть недель."
  static let sentence = "Water boils at 100 degrees at sea level."

  /// Texts of every kind that the pool must get along with.
  static let all = [
    lighthouse, sourdough, code, chinese, russian, sentence, "", "   \n", "?!", "One.", "\"Quote", "# \n- \n1. ",
  ]

  static let types = [
    "literal-comprehension", "numerical-discrete-reasoning", "critical-comprehension", "evaluative-comprehension",
    "vocabulary-and-language-use", "relationship-comprehension", "sequencing-events", "strengthen", "weaken",
    "necessary-assumption", "flaw", "inference", "principle", "method-of-reasoning", "sufficient-assumption",
    "evaluate-the-argument", "main-conclusion", "most-strongly-supported", "explain-a-paradox", "point-at-dispute",
    "role-of-a-statement", "match-the-flaw", "parallel-structure", "main-idea", "author-purpose", "tone",
    "text-structure", "summary", "application", "comparison", "cause-and-effect", "paraphrase", "prediction",
    "synthesis", "fact-versus-opinion", "coreference", "multi-hop", "cannot-be-true", "unanswerable-detection",
    "evidence-quotation", "structured-extraction", "speaker-attribution", "counterfactual-change",
    "something-unheard-of",
  ]

  static let transformations = [
    "argument-passage", "debate", "conversation", "meeting-transcript", "poem", "satire", "instructional-passage",
    "long-text",
  ]
}
