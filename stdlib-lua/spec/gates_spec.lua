-- Specs of spar/gates.lua, spar/shingles.lua and spar/language.lua, with texts as models write them.

local fake = require "spec.fake_host"
local gates = require "spar.gates"
local language = require "spar.language"
local shingles = require "spar.shingles"
local with_globals = require("spar.spec").with_globals
local instructions_of = fake.instructions_of

-- The kept texts and the reasons of the others.
local function passed(list, chosen)
  local world, kept = fake.world(), nil
  with_globals(world.globals, function() kept = gates.pass(list, chosen) end)
  local texts, reasons = {}, {}
  for index, instruction in ipairs(kept) do texts[index] = instruction.text end
  for index, rejection in ipairs(kept.rejected) do reasons[index] = rejection.reason end
  return texts, reasons, world, kept
end

describe("gates.length", function()
  it("counts characters, not bytes", function()
    local list = instructions_of("Üüüüüüüüü?", "Üüüüüüüü?", ("x"):rep(21))
    local texts, reasons = passed(list, { gates.length { max = 20 } })
    assert.same({ "Üüüüüüüüü?" }, texts)
    assert.same({ "shorter than 10 characters", "longer than 20 characters" }, reasons)
  end)
end)

describe("gates.refusals", function()
  local function is_refused(text) return #passed(instructions_of(text), { gates.refusals() }) == 0 end

  it("rejects texts in which a model declines or speaks of itself", function()
    assert.truthy(is_refused "I’m sorry, but I can't help with that passage.")
    assert.truthy(is_refused "I cannot write instructions about this text.")
    assert.truthy(is_refused "Summarise the text. As an AI language model, I have no opinion.")
    assert.truthy(is_refused "Unfortunately, I am not able to do so.")
  end)

  it("keeps tasks that quote or discuss such words", function()
    assert.falsy(is_refused 'A bot says "I\'m sorry, but I can\'t help with that." Rewrite its reply more warmly.')
    assert.falsy(is_refused "Explain why the clerk said she was sorry but could not open the gate.")
    assert.falsy(is_refused "Write a test for a function that returns `I'm sorry, but no`.")
  end)
end)

describe("gates.leftovers", function()
  local function is_leftover(text) return #passed(instructions_of(text), { gates.leftovers() }) == 0 end

  it("rejects talk about the writing of the prompt", function()
    assert.truthy(is_leftover "Rewrite the given prompt so that it is harder: list the fuels.")
    assert.truthy(is_leftover "Sure, here is a harder question: which fuel came last?")
    assert.truthy(is_leftover "Instruction 2: name the fuels in order.")
    assert.truthy(is_leftover "<instruction>Name the fuels in order.</instruction>")
    assert.truthy(is_leftover "Name the fuels that {{ passage }} lists.")
    assert.truthy(is_leftover "Answer as in the previous question, but for kerosene.")
  end)

  it("keeps code and quotations that look like it", function()
    assert.falsy(is_leftover "Fix the template `{{ user.name }}` so that it prints nothing for guests.")
    assert.falsy(is_leftover "Write a Jinja template that does this:\n```\n{{ total }}\n```")
    assert.falsy(is_leftover "The author was given a prompt reply; what does that show?")
  end)
end)

describe("language.of", function()
  it("tells languages apart", function()
    local sentences = {
      en = "Write a short summary of the passage and name each of the claims that the author makes about it.",
      de = "Schreiben Sie eine kurze Zusammenfassung des Textes und nennen Sie die Gründe, die der Autor angibt.",
      fr = "Écrivez un court résumé du passage et nommez les raisons que l'auteur donne pour son opinion.",
      es = "Escribe un resumen breve del pasaje y nombra las razones que da el autor para su opinión.",
      it = "Scrivi un breve riassunto del brano e indica le ragioni che l'autore dà per la sua opinione.",
      nl = "Schrijf een korte samenvatting van de tekst en noem de redenen die de auteur voor zijn mening geeft.",
      ja = "次の文章を読んで、著者の主張を三つ挙げてください。", zh = "写一篇关于这段文字的简短摘要并列出三个主要论点。",
      ru = "Напишите краткое содержание текста и назовите причины, которые приводит автор.",
    }
    for name, sentence in pairs(sentences) do assert.equal(name, language.of(sentence)) end
  end)

  it("does not guess from a few words or from code", function()
    assert.equal(nil, language.of "Define osmosis.")
    assert.equal(nil, language.of "x = f(y); z += g(x, y, 7) | q << 3; while (k) { n--; }")
  end)
end)

describe("gates.language", function()
  it("looks at the prose around code and quotations", function()
    local german = "Schreiben Sie eine kurze Zusammenfassung des Textes und nennen Sie die Gründe, die er nennt."
    local english = ('Translate "%s" into English, and keep the tone of the letter.'):format(german)
    local texts, reasons = passed(instructions_of(german, english), { gates.language "en" })
    assert.equal(1, #texts)
    assert.same({ "in another language: de" }, reasons)
  end)
end)

describe("gates.duplicates", function()
  local long = "Name the three fuels that the light used before kerosene and say why each of them was given up."

  it("rejects what overlaps with an earlier text, in order", function()
    local near = long:gsub("up%.$", "up"):gsub("Name", "name")
    local other = "Who trimmed the wicks, and how often was it done?"
    local texts, reasons = passed(instructions_of(long, near, other), { gates.duplicates() })
    assert.same({ long, other }, texts)
    assert.equal("near-duplicate of an earlier one", reasons[1])
  end)

  it("lets a refinement be near to what it came from, but not to others", function()
    local list = instructions_of(long, long .. " Use one sentence.", long .. " Use one sentence!")
    list[2].parent = "i1"
    local texts = passed(list, { gates.duplicates() })
    assert.equal(2, #texts)
  end)

  it("tells code apart by its signs", function()
    local code = "Explain this line in one sentence: `while (i < n) { total += a[i]; i++; }`"
    assert.equal(2, #passed(instructions_of(code, (code:gsub("<", ">=", 1):gsub("%+=", "-="))), { gates.duplicates() }))
  end)

  it("has an index that may be shared", function()
    local index = shingles.index(0.9)
    assert.equal(1, #passed(instructions_of(long), { gates.duplicates { index = index } }))
    assert.equal(0, #passed(instructions_of(long), { gates.duplicates { index = index } }))
  end)
end)

describe("gates.pass", function()
  it("takes functions, stores each rejection, and keeps what a failing gate looked at", function()
    local asks = function(instruction) return not instruction.text:find "?" and "asks nothing" or nil end
    local fails = { name = "broken", test = function() error "no judge" end }
    local texts, reasons, world, kept = passed(instructions_of("Why is it so?", "It is so."), { asks, fails })
    assert.same({ "Why is it so?" }, texts)
    assert.same({ "asks nothing" }, reasons)
    assert.equal("gate 1", kept.rejected[1].gate)
    assert.equal(1, #kept.failed)
    assert.same({ { "i2", "asks nothing", "gate" } }, world.rejections)
  end)

  it("names a gate that is none", function()
    local ok, problem = pcall(passed, instructions_of "Why?", { "length" })
    assert.falsy(ok)
    assert.matches("gate 1 must be a function or come from gates", tostring(problem))
  end)
end)

describe("gates.grounded", function()
  it("asks the judge only of answerable instructions with a passage", function()
    local list = instructions_of("Which fuel came last?", "What did the owl say?", "Who is it?", "Why is it so?")
    for index = 1, 3 do list[index].passage, list[index].answerability = "p1", "answerable" end
    list[3].answerability = "unanswerable"
    local texts, reasons, world = passed(list, { gates.grounded { judge = "j" } })
    assert.equal(3, #texts)
    assert.same({ "not supported by the passage" }, reasons)
    assert.same({ "i1 j", "i2 j" }, world.grounded)
  end)
end)
