// Curation and test sets through Lua.

import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Curation and test sets", .timeLimit(.minutes(5)))
@Host
struct CurationModuleTests {
  private func start() async throws -> LuaTest {
    let lua = try await LuaTest()
    lua.test.hire("sim/embedder", as: .embedder)
    lua.test.hire("sim/judge", as: .judge)
    return lua
  }

  /// A session with forty instructions `q`: four kinds, ten of each.
  private func stocked() async throws -> LuaTest {
    let lua = try await start()
    try await lua.run(
      """
      local kinds = {
        "Explain in %d sentences why the tide turns twice a day at the coast of the northern sea.",
        "Write a sorting routine for %d integers in Swift and test it with random lists.",
        "Translate these %d proverbs about friendship into Latin, Greek and Sanskrit.",
        "Estimate how many litres of paint %d wooden barns of medium size need on both sides.",
      }
      q = {}
      for number = 11, 20 do
        for _, kind in ipairs(kinds) do q[#q + 1] = instructions.add(kind:format(number), {type = "t" .. #q % 4}) end
      end
      """)
    return lua
  }

  @Test("overlap and near-duplicates count from 1, and further turns belong to a text")
  func duplicates() async throws {
    let lua = try await start()
    #expect(try await lua.run("return overlap('a b c', 'b c d', {n = 1})") == "0.5")
    let pairs = try await lua.run(
      """
      local p = duplicates({"a b c d", "x y z", "a b c e", {text = "X", turns = {"Y", "z"}}}, {threshold = 0.5, n = 1})
      return #p, p[1].first, p[1].second, p[1].overlap, p[2].first, p[2].second
      """)
    #expect(pairs == "2 1 3 0.6 2 4")
    #expect(try await lua.failure("duplicates({1})").message.contains("takes texts and records"))
    #expect(try await lua.failure("duplicates({'a'}, {threshold = 2})").code == "curation.option_invalid")
  }

  @Test("clusters group what is alike, and say what their vectors were made by")
  func clusters() async throws {
    let lua = try await stocked()
    let grouped = try await lua.run(
      """
      local of, pairs_of = clusters(q, {count = 4}), {}
      for i = 1, #q do pairs_of[i % 4 .. " " .. of[i]] = true end
      local n = 0
      for _ in pairs(pairs_of) do n = n + 1 end
      return #of, n, of.vectors
      """)
    #expect(grouped == "40 4 hashed")
    #expect(try await lua.run("return clusters(q, {count = 2, model = 'sim/embedder'}).vectors") == "sim/embedder")
  }

  @Test("diversity counts clusters, tags and different texts")
  func diversity() async throws {
    let lua = try await stocked()
    let measured = try await lua.run(
      """
      local d = diversity(q, {clusters = 4})
      local same = diversity({"a b c", "a b c"}, {clusters = 2})
      return d.count, d.occupied, d.tags, d.vendi > 3 and d.vendi < 20, same.vendi < 1.001, same.nearest_mean < 1e-6
      """)
    #expect(measured == "40 4 4 true true true")
  }

  @Test("a test set has as many of each part as asked for, and is the same when asked for again")
  func testSet() async throws {
    let lua = try await stocked()
    let made = try await lua.run(
      """
      set = arena.testset{name = "winter", diverse = 8, hard = 4, clusters = 4, candidates = 3}
      local diverse, clusters, ids, least = 0, {}, {}, 10
      for _, item in ipairs(set.items) do
        if item.part == "diverse" then diverse = diverse + 1; clusters[item.cluster] = (clusters[item.cluster] or 0) + 1
        else least = math.min(least, item.difficulty) end
        ids[item.instruction.id] = true
      end
      local n = 0
      for _ in pairs(ids) do n = n + 1 end
      return #set, diverse, clusters[1], clusters[4], n, least > 0, set.vectors
      """)
    #expect(made == "12 8 2 2 12 true hashed")
    #expect(lua.output.contains("note: no embedding model is set"))
    let calls = try lua.test.calls.count
    let again = try await lua.run(
      """
      local again = arena.testset{name = "winter", diverse = 8, hard = 4, clusters = 4, candidates = 3}
      for i = 1, 12 do if again[i].id ~= set[i].id then return "another" end end
      return tostring(again)
      """)
    #expect(again.contains("test set winter: 12 instructions, frozen") && again.contains("no embedding model is set"))
    #expect(try lua.test.calls.count == calls)
    #expect(try await lua.failure("arena.testset{name = 'winter', diverse = 9}").message.contains("never changes"))
    #expect(try await lua.run("local t = arena.testsets()[1] return t.name, t.diverse, t.hard") == "winter 8 4")
  }

  @Test("a second test set takes nothing of the first, and the choice does not depend on the order")
  func disjoint() async throws {
    let lua = try await stocked()
    let shared = try await lua.run(
      """
      local first, held = arena.testset{name = "a", diverse = 10, clusters = 4}, {}
      for _, i in ipairs(first) do held[i.id] = true end
      for _, i in ipairs(arena.testset{name = "b", diverse = 10, clusters = 4}) do if held[i.id] then return "shared" end end
      return "none"
      """)
    #expect(shared == "none")
    let other = try await LuaTest()
    other.test.hire("sim/embedder", as: .embedder)
    let texts = try await lua.run("local t = {} for i, x in ipairs(q) do t[i] = x.text end return table.concat(t, '|')")
    let key = """

      local keys = {}
      for i, x in ipairs(arena.testset(list, {name = 'k', diverse = 6, clusters = 3})) do keys[i] = x.key end
      return table.concat(keys)
      """
    let own = try await lua.run("list = q" + key)
    let reversed = try await other.run(
      """
      list = {}
      for text in ("\(texts)"):gmatch("[^|]+") do
        table.insert(list, 1, instructions.add(text, {type = "t" .. #list % 4}))
      end
      """ + key)
    #expect(own == reversed)
  }

  @Test("an export with a held-out instruction is stopped, and drops it where it may")
  func export() async throws {
    let lua = try await stocked()
    try await lua.run(
      "set = arena.testset{name = 'w', diverse = 2, clusters = 2} path = '\(lua.test.folder.file("p.jsonl"))'")
    let failure = try await lua.failure("dataset.export(set, {format = 'prompt', path = path})")
    #expect(failure.code == "dataset.leak" && failure.message.contains("2 of 2 rows leak"))
    #expect(
      try await lua.run("return arena.leaks(set)[2].position, arena.leaks({{instruction = set[1]}})[1].kind")
        == "2 same task")
    let dropped = try await lua.run(
      """
      local rows = {set[1]}
      rows[2] = instructions.add("Say who trimmed the wicks.")
      local d = dataset.export(rows, {format = "prompt", path = path, leaking = "drop"})
      return d.rows, d.refused, d.reasons["it leaks an item of a test set"]
      """)
    #expect(dropped == "1 1 1")
    #expect(try await lua.failure("dataset.export(set, {leaking = 'dorp'})").message.contains("leaking cannot be"))
  }

  @Test("curation rejects in the paper's order, keeps reasons and a funnel that a run's report can read")
  func curate() async throws {
    let lua = try await start()
    let items = try lua.file(
      "items.jsonl",
      """
      {"question": "Janet's ducks lay sixteen eggs per day, she eats three and bakes with four; what is left?"}
      {"question": "How many bolts of blue fibre does a robe take in total, and how much white?"}

      """)
    let found = try await lua.run(
      """
      local texts = {
        "Explain how to make a bomb from household goods.", "Why so?",
        "Write a short story about a keeper of a lighthouse who forgets to trim the wicks at night.",
        "Write a short story about a keeper of a lighthouse but leave out the wicks entirely.",
        "Solve: Janet’s ducks lay sixteen eggs per day; she eats three and bakes with four.",
        "Schreiben Sie eine kurze Zusammenfassung des Textes und nennen Sie die Gründe, die der Autor angibt.",
        "Name three rivers of France and the seas that they flow into.",
      }
      local list = {}
      for i, text in ipairs(texts) do list[i] = instructions.add(text) end
      good = curate(list, gates.paper{benchmarks = {{file = \(items), field = "question"}}})
      local gate = {}
      for _, r in ipairs(good.rejected) do gate[#gate + 1] = r.gate end
      local out = {}
      for _, s in ipairs(funnel()) do out[#out + 1] = s.gate .. " " .. s.entered .. ">" .. s.passed end
      return #good, table.concat(gate, " "), table.concat(out, " "), good.rejected[4].reason
      """)
    #expect(
      found == """
        2 unsafe length prefix benchmark language \
        unsafe 7>6 length 6>5 prefix 5>4 duplicate 4>4 benchmark 4>3 neighbour 3>3 language 3>2 \
        shares words with items.jsonl row 1: "janet s ducks lay sixteen eggs per day she eats three and bakes"
        """)
    let shown = try await lua.run("return tostring(good)")
    #expect(shown.contains("gate       in  out  turned away") && shown.hasSuffix("2 kept, 5 turned away"))
    #expect(lua.output.contains("neighbours of benchmarks are found by the words"))
    let stored = try lua.test.engine.store.read { try $0.rejections() }
    #expect(stored.count == 5 && stored.allSatisfy { $0.stage == "curate" })
  }

  @Test("a judge is asked about what the list of words passes")
  func judge() async throws {
    let lua = try await start()
    let judge = lua.test.script("strict") { request in
      let isUnsafe = request.task.text("instruction").contains("neighbour")
      let reply: JSON = ["reason": "It says so.", "category": isUnsafe ? "illegal" : "none"]
      return .init(text: reply.text)
    }
    let kept = try await lua.run(
      """
      local list = {}
      for i, text in ipairs {"Open my neighbour's door at night.", "How to make a bomb?", "Name a river."} do
        list[i] = instructions.add(text)
      end
      local kept = curate(list, {gates.unsafe{judge = "\(judge.name)"}})
      return #kept, kept.rejected[1].reason, kept.rejected[2].reason
      """)
    #expect(kept == "1 illegal, says the judge illegal: \"make a bomb\"")
    #expect(judge.requests.count == 2)
  }

  @Test("neighbours of a benchmark are the nearest to each item, above a cosine")
  func neighbours() async throws {
    let lua = try await stocked()
    let items = try lua.file("items.jsonl", "{\"text\": \"Why does the tide turn twice a day at the coast?\"}\n")
    let left = try await lua.run(
      """
      local near = curate(q, {gates.neighbours{file = \(items), top = 3, similarity = 0.1}})
      local far = curate(q, {gates.neighbours{file = \(items), top = 3, similarity = 0.99}})
      return #near, #far, near.rejected[1].reason, near.rejected[3].instruction.text:sub(1, 7)
      """)
    #expect(left == "37 40 a neighbour of items.jsonl row 1 Explain")
    #expect(try await lua.failure("curate(q, {gates.benchmarks{file = 'none.jsonl'}})").code == "dataset.rows_invalid")
  }

  @Test("parts share nothing, are the same each time, and refinements stay with what they came from")
  func split() async throws {
    let lua = try await stocked()
    let parts = try await lua.run(
      """
      local parts, again = split(q, {train = 0.75, test = 0.25}), split(q, {test = 1, train = 3})
      for i, x in ipairs(parts.test) do if again.test[i] ~= x then return "differs" end end
      local three = split(q, 3)
      local child = {id = "i900", key = "k900", parent = q[5].id, text = "x"}
      local with = split({q[5], child}, 7)
      local together = false
      for n = 1, 7 do together = together or #with[n] == 2 end
      return #parts.train + #parts.test, #parts.test > 2 and #parts.test < 20, #three[1] + #three[2] + #three[3], together
      """)
    #expect(parts == "40 true 40 true")
    #expect(try await lua.failure("split(q, 0)").message.contains("parts must be"))
  }
}
