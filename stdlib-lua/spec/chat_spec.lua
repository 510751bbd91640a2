-- Specs of chat over scripted models: conversations, tools, schemas, samples. They need the host; its database keeps
-- what the models said, so that nothing here may depend on how often a model was asked.

if not rawget(_G, "chat") then return end

-- Makes a model and returns options that ask it.
local function asking(name, reply, options)
  models.script("scripted/spec-" .. name, reply)
  options = options or {}
  options.model = "scripted/spec-" .. name
  return options
end

local function last(request) return request.messages[#request.messages] end

describe("a chat", function()
  it("goes on from the messages of a reply", function()
    local options = asking("count", function(request) return #request.messages .. " " .. last(request).content end)
    local first = chat("one", options)
    local more = { { role = "user", content = "two" }, { role = "user", content = "three" } }
    local second = chat(first.messages .. more, options)
    assert.equal("1 one", tostring(first))
    assert.equal("4 three", second.text)
    assert.equal(5, #second.messages)
  end)

  it("of a list asks for each, and one that fails does not lose the others", function()
    local options = asking("moody", function(request)
      if last(request).content == "b" then error("not today") end
      return last(request).content:upper()
    end)
    local replies = chat({ "a", "b", { { role = "user", content = "c" } } }, options)
    assert.same({ "A", "C" }, { replies[1].text, replies[2].text })
    assert.equal(2, replies.failed[1].input)
  end)

  it("gives samples of their own ordinals", function()
    local options = asking("dice", function(request) return "throw " .. request.ordinal end)
    options.n = 3
    local replies = chat("throw", options)
    assert.same({ "throw 0", "throw 1", "throw 2" }, { replies[1].text, replies[2].text, replies[3].text })
  end)

  it("keeps what the model thought apart from what it said", function()
    local options = asking("thinker", function() return { text = "4", reasoning = "2 and 2" } end)
    local reply = chat("2 + 2?", options)
    assert.same({ "4", "2 and 2" }, { reply.text, reply.reasoning })
  end)
end)

describe("a chat with tools", function()
  local function adder()
    return asking("adder", function(request)
      if last(request).role == "tool" then return "It is " .. last(request).content end
      return { tool_calls = { { name = "add", arguments = { a = 2, b = 3 } } } }
    end, {
      tools = {
        {
          name = "add", about = "Adds two numbers.",
          parameters = {
            type = "object", required = { "a", "b" },
            properties = { a = { type = "number" }, b = { type = "number" } },
          },
          run = function(arguments) return arguments.a + arguments.b end,
        },
      },
    })
  end

  it("runs them until the model answers, and says what they gave", function()
    local reply = chat("2 + 3?", adder())
    assert.equal("It is 5", reply.text)
    assert.equal(2, #reply.trace)
    assert.equal("5", reply.trace[1].tools[1].result)
    assert.equal(reply.trace[1].call, why(reply)[1].parent)
  end)

  it("does not run them again for the same call", function()
    chat("2 + 3?", adder())
    local options = adder()
    options.tools[1].run = function() error("must not run") end
    assert.equal("It is 5", chat("2 + 3?", options).text)
  end)

  it("stops after its turns", function()
    local options = adder()
    options.max_turns = 1
    local reply = chat("2 + 3?", options)
    assert.equal("max_turns", reply.finish)
    assert.equal("add", reply.tool_calls[1].name)
  end)
end)

describe("a chat with a schema", function()
  local score = { type = "integer", maximum = 10 }
  local schema = { type = "object", required = { "score" }, properties = { score = score } }

  it("gives the value", function()
    local options = asking("judge", function() return "Well:\n{\"score\": 7}" end, { schema = schema })
    assert.equal(7, chat("Rate it.", options).json.score)
  end)

  it("has a reply that does not fit put right once", function()
    local options = asking("hasty", function(request)
      return #request.messages == 1 and "{\"score\": 70}" or "{\"score\": 7}"
    end, { schema = schema })
    local reply = chat("Rate it.", options)
    assert.equal(7, reply.json.score)
    assert.same({ true, false }, { reply.trace[1].refused, reply.trace[2].refused })
  end)

  it("fails where the correction does not fit either", function()
    local options = asking("stubborn", function() return "{\"score\": 70}" end, { schema = schema })
    local ok, problem = pcall(chat, "Rate it.", options)
    assert.falsy(ok)
    assert.equal("reply.unparsed", problem.code)
    assert.matches("/score must be at most 10, not 70", problem.message)
  end)
end)
