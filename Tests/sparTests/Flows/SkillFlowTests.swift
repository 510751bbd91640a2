// The flows of all skills over the sample seeds, with the simulated pool and with replies as real models write them.

import Foundation
import SparTesting
import Testing

@Suite("The flows of all skills")
struct SkillFlowTests {
  private static let seeds = Checkout.path + "/stdlib-lua/recipes/agent-instruct/seeds"

  private static let skills = [
    "analytical-reasoning", "brain-teaser", "coding", "conversation", "creative-content", "data-to-text", "fermi",
    "few-shot-reasoning", "multiple-choice", "open-domain-qa", "reading-comprehension",
    "retrieval-augmented-generation", "text-classification", "text-extraction", "text-modification", "tool-use",
    "web-agent",
  ]

  /// Prints for each flow: skill, passages, instructions, refined ones, failures.
  private static let script = """
    local loaded = seeds.load(arg[1])
    for _, skill in ipairs(flow.names()) do
      local run = flow.run(skill, loaded, {n = 2})
      print(skill, #run.passages, #run.instructions, #run.refined, #require("spar.flow").failures(run))
    end
    """

  @Test("all seventeen give instructions from the sample seeds; a second run makes no call and prints the same")
  func everySkill() throws {
    let folder = try ProjectFolder()
    try folder.write(Self.script, to: "f.lua")
    let first = try SparProcess.run("run", "f.lua", Self.seeds, in: folder)
    try #require(first.code == 0, "\(first.errors)")
    let rows = first.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.map { $0[0] } == Self.skills)
    for row in rows {
      let counts = row.dropFirst().compactMap { Int($0) }
      #expect(counts[0] > 0 && counts[1] > 0 && counts[2] > 0 && counts[3] == 0, "\(row)")
    }
    let calls = folder.callCount()
    let second = try SparProcess.run("run", "f.lua", Self.seeds, in: folder)
    #expect(second.output == first.output && folder.callCount() == calls)
  }

  @Test("spar flows lists them with their transformations and types")
  func listing() throws {
    let folder = try ProjectFolder()
    let listed = try SparProcess.run("flows", in: folder)
    #expect(listed.code == 0, "\(listed.errors)")
    for skill in Self.skills {
      #expect(listed.output.contains("\n\(skill): ") || listed.output.hasPrefix("\(skill): "))
    }
    #expect(listed.output.contains("transformations  ") && listed.output.contains("strengthen"))
    #expect(listed.output.contains("17 flows, "))
    #expect(!folder.has("spar.db"))
  }

  /// An author whose replies come in the forms that real models use, with code that must survive.
  private static let wild = #"""
    local code = "Explain what this returns for `my_func(2, 3)`:\n\n```python\ndef my_func(a, b):\n    return a * b ** 2\n\n\n# 1. not an item\nprint(my_func(2, 3))\n```"
    local plain = "Change `__init__` so that `a * b ** 2` is computed once, and name the variable `_total`."
    local function quoted(text) return json.encode(text) end
    local forms = {
      function() return "Here are the instructions:\n\n1. " .. code:gsub("\n", "\n   ") .. "\n\n2. " .. plain .. "\n" end,
      function() return "```json\n[" .. quoted(code) .. ",\n " .. quoted(plain) .. "]\n```\nBoth turn on operator precedence." end,
      function() return "[" .. quoted(code) .. ", " .. quoted(plain) .. "]\n\nI hope these help! [1]" end,
      function() return "- " .. plain .. "\n- " .. code:gsub("\n", "\n  ") end,
      function() return json.encode {{instruction = code, answer = "18"}, {instruction = plain .. "\n\n**Answer:** cache it"}} end,
    }
    local asked = 0
    models.script("scripted/wild", function(request)
      if request.stage == "instruct" then
        asked = asked + 1
        return forms[(asked - 1) % #forms + 1]()
      end
      return "A text about parcels and queues that stands for the passage."
    end)
    local texts, leaks = {}, 0
    for round = 1, #forms do
      local run = flow.run("coding", seeds.text {text = "def f(x): return x  # " .. round, type = "code", language = "python"},
        {n = 2, transform = "source-code", refine = false, gates = {}, roles = {author = "scripted/wild"}})
      leaks = leaks + run.leaks
      for _, instruction in ipairs(run.instructions) do texts[instruction.text] = (texts[instruction.text] or 0) + 1 end
    end
    print(texts[code], texts[plain], leaks)
    for text in pairs(texts) do if text ~= code and text ~= plain then print(quoted(text)) end end
    """#

  @Test("numbered lists, fences, trailing prose and leaked answers leave the code as it is, byte for byte")
  func realisticReplies() throws {
    let folder = try ProjectFolder()
    try folder.write(Self.wild, to: "f.lua")
    let run = try SparProcess.run("run", "f.lua", in: folder)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output == "5\t5\t2\n")
  }

  @Test("changing one prompt file runs that agent again and what came from it, and nothing else")
  func changedPrompt() throws {
    let folder = try ProjectFolder()
    try folder.write(
      """
      local run = flow.run("coding", seeds.load(arg[1]), {n = 2, transform = "code-task-setting"})
      for _, stage in ipairs {"transform", "instruct", "suggest", "edit"} do
        print(stage, #calls {stage = stage})
      end
      """, to: "f.lua")
    let seed = Self.seeds + "/parcel_queue.py"
    let first = try SparProcess.run("run", "f.lua", seed, in: folder)
    try #require(first.code == 0, "\(first.errors)")
    let prompt = try String(contentsOfFile: Checkout.path + "/Prompts/suggest/harder.md", encoding: .utf8)
    try folder.write(prompt + "\nTake your time.\n", to: "Prompts/suggest/harder.md")
    let second = try SparProcess.run("run", "f.lua", seed, in: folder)
    func counts(_ output: String) -> [String: Int] {
      let rows = output.split(separator: "\n").map { $0.split(separator: "\t") }
      return Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), Int($0[1]) ?? -1) })
    }
    let (before, after) = (counts(first.output), counts(second.output))
    #expect(before["transform"] == after["transform"] && before["instruct"] == after["instruct"])
    #expect(after["suggest", default: 0] > before["suggest", default: 0])
  }
}
