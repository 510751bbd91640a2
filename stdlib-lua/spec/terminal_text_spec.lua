-- Specs of spar/terminal_text.lua: how wide texts are, and where they are cut.

local terminal_text = require "spar.terminal_text"

describe("columns of text", function()
  it("count wide characters twice and marks not at all", function()
    assert.equal(6, terminal_text.width("日本語"))
    assert.equal(2, terminal_text.width("🙂"))
    assert.equal(1, terminal_text.width("e\u{301}"))
    assert.equal(4, terminal_text.width("한글"))
    assert.equal(3, terminal_text.width("añ–"))
  end)

  it("are cut between characters", function()
    assert.equal("日…", terminal_text.cut("日本語", 4))
    assert.equal("日本語", terminal_text.cut("日本語", 6))
  end)

  it("are wrapped at spaces, and inside words that are too long", function()
    assert.same({ "ab cd", "efghijkl", "mnopqr" }, terminal_text.wrap("ab cd efghijklmnopqr", 8))
    for _, line in ipairs(terminal_text.wrap(("日本 "):rep(30) .. ("語"):rep(40), 20)) do
      assert.truthy(terminal_text.width(line) <= 20)
    end
    assert.same({ "  one two", "  three" }, terminal_text.wrap("  one two three", 10))
  end)
end)
