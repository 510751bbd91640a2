-- The tools that models are given in chat and respond: a search, a code interpreter, and what a script defines from a
-- list. Gets the host's own functions; what they do is described in the reference under "Tools for agents".

-- Options that only a search has, and those of the tool itself.
local search_options = {
  "k", "type", "by", "match", "model", "url", "query", "results", "text", "title", "origin", "key_env", "key_header",
  "timeout",
}
local code_options = { "language", "seconds", "memory_mb", "output", "processes", "disk_mb" }
local tool_options = { name = true, about = true }

local function list_of(names)
  local set = {}
  for _, name in ipairs(names) do set[name] = true end
  return set
end

-- The options that `known` lists; an unknown one is an error.
local function chosen(verb, options, known)
  local set, kept = list_of(known), {}
  for name, value in pairs(options or {}) do
    if set[name] then
      kept[name] = value
    elseif not tool_options[name] then
      local names = table.concat(known, ", ")
      error(("%s has no option '%s'. It has name, about, %s."):format(verb, tostring(name), names), 3)
    end
  end
  return kept
end

-- At most so many characters, without half a word at the end.
local function cut(text, characters)
  local length = utf8.len(text)
  if not length or length <= characters then return text end
  local kept = text:sub(1, utf8.offset(text, characters + 1) - 1)
  return (kept:match("^(.*%S)%s+%S*$") or kept) .. " …"
end

-- What a model is told of a hit. Ids differ from one project to the next and stay here.
local function told(hit, characters)
  local score = hit.score and tonumber(("%.4f"):format(hit.score))
  return { title = hit.title, origin = hit.origin, text = cut(hit.text, characters), score = score }
end

local search_about = "Searches a collection of documents and returns the passages that fit the query best. "
  .. "Use it for facts that you do not know for sure."

local function search_tool(options)
  options = options or {}
  local characters = options.characters or 2000
  local given = {}
  for name, value in pairs(options) do given[name] = name ~= "characters" and value or nil end
  local settings = chosen("tools.search", given, search_options)
  return {
    name = options.name or "search",
    about = options.about or search_about,
    parameters = [[{"type":"object","required":["query"],"additionalProperties":false,"properties":{"query":]]
      .. [[{"type":"string","description":"What to look for: a question, or the words that matter."}}}]],
    run = function(arguments)
      local found = {}
      for index, hit in ipairs(search(arguments.query, settings)) do found[index] = told(hit, characters) end
      if #found == 0 then return "Nothing was found." end
      return found
    end,
  }
end

local code_about = "Runs a %s program and returns what it prints (stdout, stderr) and its exit code. There is no "
  .. "network, nothing is kept between calls, and only what is printed is returned. It may take %g seconds."

local languages = { python = "Python 3", lua = "Lua 5.4" }

-- Refuses at once where there is no sandbox: a model could only tell the user so.
local function need_sandbox(check, language)
  local state = check()
  if not state.ok then
    error({ code = "tool.sandbox", message = state.message, hint = state.hint, exit_code = 77 }, 0)
  end
  for _, name in ipairs(state.languages) do
    if name == language then return end
  end
  error(("tools.code_interpreter: there is nothing on this machine that runs %s"):format(language), 0)
end

local function code_tool(host)
  return function(options)
    options = options or {}
    local settings = chosen("tools.code_interpreter", options, code_options)
    local language = settings.language or "python"
    if not languages[language] then
      error(("tools.code_interpreter: language cannot be '%s'. It is python or lua."):format(tostring(language)), 2)
    end
    need_sandbox(host.check, language)
    return {
      name = options.name or "code_interpreter",
      about = options.about or code_about:format(languages[language], settings.seconds or 10),
      parameters = [[{"type":"object","required":["code"],"additionalProperties":false,"properties":{"code":]]
        .. [[{"type":"string","description":"The whole program."}}}]],
      run = function(arguments) return host.run(arguments.code, settings) end,
    }
  end
end

-- Tools from definitions: all of them run by one function, which gets the name and the arguments.
local function tools_from(host)
  return function(definitions, run)
    if run ~= nil and type(run) ~= "function" then
      error(("tools.from: run must be a function, not a %s"):format(type(run)), 2)
    end
    local made = {}
    for index, tool in ipairs(host.definitions(definitions)) do
      tool.run = run and function(arguments) return run(tool.name, arguments) end
      made[index] = tool
    end
    return made
  end
end

-- `host`: run, check and definitions.
return function(host)
  return { search = search_tool, code_interpreter = code_tool(host), from = tools_from(host) }
end
