-- Specs of spar/inspect.lua: values, records, lists, and what must never reach a terminal.

local inspect = require "spar.inspect"
local screen = require "spec.screen"
local terminal_text = require "spar.terminal_text"
local columns_of, lines_of, record = screen.columns_of, screen.lines_of, screen.record

local function instructions(count)
  local list = record("list", {})
  for n = 1, count do
    local kind = n == 1 and "flaw" or "strengthen"
    list[n] = record("instruction", { id = "i" .. n, type = kind, text = "Question " .. n })
  end
  return list
end

describe("inspect of plain values", function()
  it("shows strings raw on their own and quoted inside tables", function()
    assert.equal("two\nlines", inspect("two\nlines"))
    assert.equal([[{"two\nlines", "\"quoted\" \\ \t"}]], inspect { "two\nlines", '"quoted" \\ \t' })
  end)

  it("shows numbers, booleans and nil as Lua does", function()
    assert.equal("{1, 1.0, true}", inspect { 1, 1.0, true })
    assert.equal("nil", inspect(nil))
  end)

  it("sorts keys, the sequence first, and quotes those that are no names", function()
    local value = { "x", [7] = 1, b = 4, ["end"] = 3, ["a b"] = 2 }
    assert.equal('{"x", [7] = 1, ["a b"] = 2, b = 4, ["end"] = 3}', inspect(value))
  end)

  it("marks cycles but shows a table twice where it stands twice", function()
    local cycle = { name = "a" }
    cycle.itself = cycle
    assert.equal('{itself = <cycle>, name = "a"}', inspect(cycle))
    local shared = { 1 }
    assert.equal("{{1}, {1}}", inspect { shared, shared })
  end)

  it("breaks what does not fit over lines", function()
    assert.equal('{\n  first = "aaaaaaaaaaaa",\n  second = {1, 2}\n}',
      inspect({ first = "aaaaaaaaaaaa", second = { 1, 2 } }, { width = 30 }))
  end)

  it("stops at the depth and counts what is left out", function()
    assert.equal("{{{…}}}", inspect({ { { { 1 } } } }, { depth = 2 }))
    assert.equal("{1, 2, … 3 more}", inspect({ 1, 2, 3, 4, 5 }, { max_items = 2 }))
    assert.equal("{1, 2, 3, 4, 5}", inspect({ 1, 2, 3, 4, 5 }, { max_items = 2, full = true }))
  end)

  it("names functions that are loaded and places the others", function()
    assert.equal("function(string.format)", inspect(string.format))
    assert.equal("function(print)", inspect(print))
    assert.equal("function(seeds.load)", inspect(seeds.load))
    assert.matches("^function%(.*inspect_spec%.lua:%d+%)$", inspect(function() end))
  end)

  it("cuts long strings inside tables", function()
    assert.matches("^{\"x+\"… 50 more characters}$", inspect({ ("x"):rep(250) }, { width = 400 }))
  end)

  it("calls no metamethod", function()
    local function refuse() error("called") end
    local guarded = { a = 1 }
    setmetatable(guarded, { __index = refuse, __len = refuse, __pairs = refuse, __tostring = refuse })
    assert.equal("{a = 1}", inspect(guarded))
  end)
end)

describe("text that is not trusted", function()
  it("is shown without anything that the terminal would obey", function()
    assert.equal("\\x1b[2J\\x07 é\ttab", inspect("\27[2J\7 é\ttab"))
    assert.equal("\\u{9b}31m \\u{202e}abc", inspect("\u{9b}31m \u{202e}abc"))
    assert.equal("a\\xffb\\xe6\\x97", inspect("a\xffb\xe6\x97"))
    assert.equal('{"\\x1b]0;x\\x07"}', inspect { "\27]0;x\7" })
  end)

  it("is made harmless in every field of a record", function()
    local evil = "\27[31m"
    for _, kind in ipairs {
      "seed", "passage", "instruction", "suggestion", "response", "battle", "verdict", "taxonomy", "rating", "dataset",
      "error",
    } do
      local fields = { id = evil }
      for name in ([[type text origin title transformation goal model model_a model_b outcome judge order state
        explanation skill path format code message hint]]):gmatch("%S+") do fields[name] = "x" .. evil end
      local shown = inspect(record(kind, fields)) .. inspect(record("list", { record(kind, fields) }))
      assert.falsy(shown:find("\27"))
    end
  end)
end)

describe("a record", function()
  local refined = {
    id = "i12", type = "strengthen", passage = "p3", parent = "i7", goal = "harder", text = "Which one?", round = 1,
  }

  it("is a header line and its indented text", function()
    local shown = inspect(record("instruction", refined))
    assert.equal("i12  instruction  strengthen  → harder  ← p3 i7\n  Which one?", shown)
  end)

  it("has its id in bold cyan and its kind dim where colour is wanted", function()
    assert.matches("^\27%[1;36mi12\27%[0m  \27%[2minstruction\27%[0m  strengthen",
      inspect(record("instruction", refined), { color = true }))
  end)

  it("is wrapped to the width and cut with a count, or shown in full", function()
    local long = record("seed", { id = "s1", type = "text", origin = "a.txt", text = ("word "):rep(200) })
    local shown = inspect(long, { width = 40 })
    for _, line in ipairs(lines_of(shown)) do assert.truthy(#line <= 40 or line:find("…")) end
    assert.matches("\n  … 521 more characters$", shown)
    assert.falsy(inspect(long, { full = true }):find("…", 1, true))
  end)

  it("keeps the lines of code", function()
    local code = record("seed", { id = "s1", type = "code", origin = "a.lua", text = "if a then\n  b()\nend" })
    assert.equal("s1  seed  code  a.lua\n  if a then\n    b()\n  end", inspect(code))
  end)

  it("is brief inside another value", function()
    assert.equal("{best = <i12 instruction strengthen>}", inspect { best = record("instruction", refined) })
  end)

  it("that is an error shows its code in its header, and its hint", function()
    local problem = record("error", { code = "model.rate_limit", message = "Too many.", hint = "Wait.", input = "i3" })
    assert.equal("error  model.rate_limit  ← i3\n  Too many.\n  Wait.", inspect(problem))
    assert.matches("^\27%[31merror", inspect(problem, { color = true }))
  end)

  it("that is a battle names the winner in green and lists its verdicts", function()
    local verdict = record("verdict", {
      id = "v1", battle = "b1", judge = "sim/judge", order = "ab", state = "a", score_a = 8, score_b = 4.5,
      explanation = "A is right.",
    })
    local battle = record("battle", {
      id = "b1", instruction = "i1", response_a = "r1", response_b = "r2", model_a = "strong", model_b = "weak",
      score_a = 8, score_b = 4.5, outcome = "a", verdicts = record("list", { verdict }),
    })
    assert.equal("b1  battle  strong  8:4.5  weak  a  ← i1 r1 r2\n  1  v1  sim/judge  ab  8:4.5  a  A is right.",
      inspect(battle))
    assert.matches("\27%[32mstrong\27%[0m", inspect(battle, { color = true }))
    assert.falsy(inspect(battle, { color = true }):find("\27[32mweak", 1, true))
  end)

  it("that is a verdict with b in the first seat says whom the judge calls the first", function()
    local fields = { id = "v2", judge = "sim/judge", order = "ba", state = "b", score_a = 2, score_b = 9 }
    assert.matches("\n  order ba: what the judge calls the first response is b's$", inspect(record("verdict", fields)))
    fields.order = "ab"
    assert.equal("v2  verdict  sim/judge  ab  2:9  b", inspect(record("verdict", fields)))
  end)

  it("survives fields of the wrong type", function()
    assert.equal("instruction", inspect(record("instruction", { text = {}, id = {} })))
    assert.equal("b1  battle  –:–", inspect(record("battle", { id = "b1", verdicts = 3, score_a = "x" })))
  end)
end)

describe("a list of records", function()
  it("is a numbered table with aligned columns", function()
    local shown = inspect(instructions(2))
    assert.equal("2 instructions\n1  i1  flaw        Question 1\n2  i2  strengthen  Question 2", shown)
  end)

  it("shows head and tail when it is long", function()
    local lines = lines_of(inspect(instructions(200)))
    assert.equal(22, #lines)
    assert.equal("… 180 more", lines[12])
    assert.matches("^200  i200", lines[22])
  end)

  it("aligns columns after wide characters and fits the width", function()
    local list = record("list", {})
    for n, name in ipairs { "日本語モデル", "a", "🙂" } do
      list[n] = record("response", { id = "r" .. n, model = name, text = "|" .. ("本"):rep(60) })
    end
    local shown = inspect(list, { width = 50 })
    local columns = columns_of(shown, "|")
    assert.same({ columns[1], columns[1], columns[1] }, columns)
    for _, line in ipairs(lines_of(shown)) do assert.truthy(terminal_text.width(line) <= 50) end
  end)

  it("says what failed", function()
    local list = instructions(1)
    list.failed = record("list", { record("error", { code = "model.timeout", message = "No answer in 60 s." }) })
    assert.matches("\n1 failed: No answer in 60 s%.$", inspect(list))
  end)

  it("may be empty, of several kinds, or of plain rows", function()
    assert.equal("empty list", inspect(record("list", {})))
    local mixed = inspect(record("list", { record("seed", { id = "s1", type = "text" }), instructions(1)[1], 5 }))
    assert.equal("3 items", lines_of(mixed)[1])
    assert.equal("1  s1  seed         text", lines_of(mixed)[2])
    local rows = record("list", { { name = "flaw", old = 1, new = 2.5 }, { name = "role", old = 1.25, new = 1 } })
    assert.equal("2 items\n   name   old  new\n1  flaw     1  2.5\n2  role  1.25    1", inspect(rows))
  end)
end)

describe("what map returns", function()
  it("is a list with the places where the function returned nil", function()
    local first, third = instructions(1)[1], record("instruction", { id = "i9", type = "flaw", text = "Why?" })
    assert.equal("3 instructions\n1  i1   flaw  Question 1\n2  nil\n3  i9   flaw  Why?",
      inspect { first, nil, third, n = 3, failed = {} })
  end)

  it("shows errors among the records", function()
    local problem = record("error", { code = "model.timeout", message = "No answer." })
    local lines = lines_of(inspect { instructions(1)[1], problem, n = 2, failed = { problem } })
    assert.equal("2 items", lines[1])
    assert.matches("^2 +error +model.timeout +No answer.$", lines[3])
    assert.equal("1 failed: No answer.", lines[4])
  end)

  it("is a list of rows where it holds tables of plain values", function()
    assert.equal("2 items\n   name  gap\n1  a       1\n2  b     2.5",
      inspect { { name = "a", gap = 1 }, { name = "b", gap = 2.5 }, n = 2, failed = {} })
  end)

  it("is a table where it holds neither", function()
    assert.equal("{1, 2, failed = {}, n = 2}", inspect { 1, 2, n = 2, failed = {} })
  end)
end)

describe("inspect of what why and coverage return", function()
  local function line(skill, kind, asked, produced, share)
    return record("coverage", {
      skill = skill, type = kind, asked = asked, produced = produced, refined = 0, rejected = 0, share = share,
    })
  end

  it("shows coverage skill by skill, with whole names and bars inside the width", function()
    local list = record("list", {
      line("coding", "explain-the-behaviour-of-a-small-program", 12, 24, 1.0), line("coding", "fix", 1, 3, 0.125),
    })
    local lines = lines_of(inspect(list, { width = 80 }))
    assert.equal("coding", lines[2])
    assert.matches("^  explain%-the%-behaviour%-of%-a%-small%-program +12 +24 +█", lines[3])
    assert.matches("^in all +13 +27", lines[5])
    for _, text in ipairs(lines) do assert.truthy(terminal_text.width(text) <= 80) end
  end)

  it("leaves out of many skills the types that nothing was asked for, and says how many", function()
    local list = record("list", {
      line("coding", "fix", 1, 3, 1.0), line("coding", "write", 0, 0, 0.0), line("fermi", "rate", 2, 1, 0.3),
    })
    local shown = inspect(list)
    assert.falsy(shown:find("write", 1, true))
    assert.matches("1 type that nothing was asked for", shown)
    assert.truthy(inspect(list, { full = true }):find("write", 1, true))
  end)

  it("shows where a seed comes from and what was made of it", function()
    local shown = inspect(record("list", {
      seeds = { { seed = "s1", type = "code", language = "c", origin = "a.c", document = "ab", start = 3, stop = 9,
        chunk = 1, licence = "MIT", reader = "own", reader_hash = ("0"):rep(64), key = "cd" } },
      made = { passage = 1, instruction = 3 },
    }))
    for _, part in ipairs {
      "s1  seed", "code, c", "a.c", "bytes 3 to 9, piece 2", "MIT", "own %(000000000000%)",
      "made of s1 +1 passage, 3 instructions",
    } do assert.matches(part, shown) end
    assert.matches("nothing yet", inspect(record("list", { seeds = {}, made = {} })))
  end)

  it("counts replies and taxonomies by their plurals", function()
    local function three(kind)
      return inspect(record("list", { record(kind, {}), record(kind, {}), record(kind, {}) }))
    end
    assert.matches("^3 replies\n", three "reply")
    assert.matches("^3 taxonomies\n", three "taxonomy")
    assert.matches("^3 battles\n", three "battle")
  end)
end)
