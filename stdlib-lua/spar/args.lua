-- Options of a recipe's command line, declared once: parsed, checked, and printed by --help. A mistake is one sentence
-- on stderr and exit code 64 (design.md §8).
--
--   local options = args.parse(arg, { name = "recipe", about = "…",
--     { name = "iterations", value = "N", kind = "count", default = 2, about = "turns of the loop" } })

local terminal_text = require "spar.terminal_text"
local text_table = require "spar.text_table"

local args = {}

local function split(text)
  local parts = {}
  for part in (text .. ","):gmatch("%s*(.-)%s*,") do
    if part ~= "" then parts[#parts + 1] = part end
  end
  return parts
end

local function non_negative(text)
  return text:match("^%d+%.?%d*$") and tonumber(text)
end

local function each_number(text)
  local numbers = split(text)
  for index, part in ipairs(numbers) do numbers[index] = non_negative(part) or false end
  for _, number in ipairs(numbers) do
    if not number then return nil end
  end
  return #numbers > 0 and numbers or nil
end

-- Per kind: what it takes in words, and how its text is read (nil: refused).
local kinds = {
  text = { takes = "a value", read = function(text) return text ~= "" and text or nil end },
  count = {
    takes = "a whole number of at least 1",
    read = function(text)
      local number = text:match("^%d+$") and math.tointeger(tonumber(text))
      return number and number >= 1 and number or nil
    end,
  },
  numbers = { takes = "numbers of at least 0 separated by commas", read = each_number },
  list = {
    takes = "names separated by commas",
    read = function(text)
      local names = split(text)
      return #names > 0 and names or nil
    end,
  },
}

local function option_named(spec, name)
  local names = { "help" }
  for _, option in ipairs(spec) do
    if option.name == name then return option end
    names[#names + 1] = option.name
  end
  local nearest = spar.nearest(name, names)
  return nil, ("unknown option --%s%s"):format(name, nearest and ("; did you mean --%s?"):format(nearest) or ".")
end

-- Reads the value of an option; a flag has none, every other one takes the text after "=" or the next argument.
local function value_of(option, inline, next_text)
  if option.kind == "flag" then
    if inline then return nil, ("--%s takes no value."):format(option.name) end
    return true
  end
  local kind, text = kinds[option.kind or "text"], inline
  if not inline and next_text and next_text:sub(1, 2) ~= "--" then text = next_text end
  if not text then return nil, ("--%s needs %s."):format(option.name, kind.takes) end
  local value = kind.read(text)
  if value == nil then return nil, ("--%s takes %s, not %q."):format(option.name, kind.takes, text) end
  return value
end

local function read_one(spec, argv, index, values)
  local name, inline = argv[index]:match("^%-%-([%w-]+)=?(.*)$")
  if not name then return nil, ("unexpected argument %q."):format(argv[index]) end
  inline = argv[index]:find("=", 1, true) and inline or nil
  local option, unknown = option_named(spec, name)
  if not option then return nil, unknown end
  local value, problem = value_of(option, inline, argv[index + 1])
  if problem then return nil, problem end
  values[name] = value
  return index + ((inline or option.kind == "flag") and 1 or 2)
end

-- Values by option name, defaults included; nil and one sentence on a mistake; "help" where help was asked for.
function args.read(argv, spec)
  local values, index = {}, 1
  for _, option in ipairs(spec) do values[option.name] = option.default end
  while index <= #argv do
    if argv[index] == "--help" or argv[index] == "-h" then return "help" end
    local next_index, problem = read_one(spec, argv, index, values)
    if not next_index then return nil, problem end
    index = next_index
  end
  return values
end

local function default_text(option)
  if option.kind == "flag" or option.default == nil then return option.about end
  local value = option.default
  if type(value) == "table" then value = table.concat(value, ",") end
  return ("%s [%s]"):format(option.about, terminal_text.clean(tostring(value)))
end

-- The text of --help.
function args.help(spec)
  local rows = {}
  for _, option in ipairs(spec) do
    local usage = option.kind == "flag" and "--" .. option.name or ("--%s %s"):format(option.name, option.value)
    rows[#rows + 1] = { usage, default_text(option) }
  end
  rows[#rows + 1] = { "--help", "print this" }
  return ("usage: %s [options]\n\n%s\n\noptions:\n%s"):format(spec.name, spec.about, text_table(rows, nil, "  "))
end

-- As `args.read`; prints help or the mistake and ends the program.
function args.parse(argv, spec)
  local values, problem = args.read(argv, spec)
  if values == "help" then
    print(args.help(spec))
    os.exit(0)
  elseif not values then
    io.stderr:write(("%s: %s See --help.\n"):format(spec.name, problem))
    os.exit(64)
  end
  return values
end

return args
