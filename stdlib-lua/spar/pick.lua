-- Judging battles by hand, blind: the responses of a battle are shown as A and B in seats that are drawn, one key
-- judges, and only then the models' names are told. Votes are verdicts of the judge `human:NAME`. What a key is, and
-- how a vote is stored, is the host's: `require "spar.terminal"`.

local pick_screen = require "spar.pick_screen"
local terminal = require "spar.terminal"

local pick = {}

-- By key: what is stored, seen from the seats.
local votes = { a = "a", b = "b", t = "tie", x = "bad" }

local function name_of(options)
  local name = options.voter or terminal.voter()
  if type(name) ~= "string" or not name:find("%S") then
    error("pick does not know who you are: pick(pairs, {voter = \"me\"}), or voter = \"me\" in spar.toml", 3)
  end
  return name:find("^human:") and name or "human:" .. name
end

local known_options = { voter = true, weight = true, limit = true, again = true }

local function check(options)
  for key in pairs(options) do
    if not known_options[key] then
      error(("pick has no option %q; it knows voter, weight, limit and again"):format(tostring(key)), 3)
    end
  end
  local weight = options.weight
  if weight ~= nil and (type(weight) ~= "number" or not (weight >= 0 and weight < math.huge)) then
    error(("pick: weight must be a number, not below 0, not %s"):format(tostring(weight)), 3)
  end
end

local function is_record(value, kind)
  local meta = getmetatable(value)
  return type(value) == "table" and type(meta) == "table" and rawget(meta, "__name") == kind
end

-- The id of the battle that an element of the list stands for: a battle, its id, or two responses.
local function battle_id(item, index)
  if type(item) == "string" then return item end
  if is_record(item, "battle") then return item.id end
  if type(item) == "table" and #item == 2 then return terminal.pair(item[1], item[2]) end
  error(("pick: element %d of the list is no battle and no pair of responses"):format(index), 3)
end

local function is_judged(battle, voter)
  for _, verdict in ipairs(battle.verdicts) do
    if verdict.judge == voter then return true end
  end
  return false
end

-- The battles that are to be judged, by id; those that this person has judged are left out, and counted.
local function open_ids(list, voter, options)
  if list == nil then return terminal.open_battles(voter, options.limit), 0 end
  if is_record(list, "battle") or type(list) == "string" then list = { list } end
  local ids, judged = {}, 0
  for index, item in ipairs(list) do
    if #ids == (options.limit or math.huge) then break end
    local id = battle_id(item, index)
    local battle = find(id)
    if not (battle.response_a and battle.response_b) then
      error(("pick: %s was imported without its responses"):format(id), 3)
    end
    if is_judged(battle, voter) and not options.again then judged = judged + 1 else ids[#ids + 1] = id end
  end
  return ids, judged
end

-- What is shown of a battle, without the models' names. Seats depend on the run's seed, the battle and the person.
local function shown(id, voter)
  local battle = find(id)
  local order = spar.random("pick", battle.key, voter):unit() < 0.5 and "ab" or "ba"
  local sides = { find(battle.response_a), find(battle.response_b) }
  local models = { battle.model_a, battle.model_b }
  if order == "ba" then
    sides, models = { sides[2], sides[1] }, { models[2], models[1] }
  end
  local instruction = find(battle.instruction)
  return {
    id = id, order = order, models = models, instruction = instruction, responses = sides,
    passage = instruction.passage and not instruction.stands_alone and find(instruction.passage).text or nil,
  }
end

-- A vote on a seat as one on the battle's own a and b.
local function turned(vote, order)
  if order == "ba" and vote == "a" then return "b" end
  if order == "ba" and vote == "b" then return "a" end
  return vote
end

local function told(vote, pair)
  local said = { a = "A is better", b = "B is better", tie = "a tie", bad = "both bad" }
  return ("%s: %s. A was %s, B was %s."):format(pair.id, said[vote], pair.models[1], pair.models[2])
end

-- Shows one battle until a key says something of it; returns what: a vote, `skip`, `undo` or `quit`.
local function ask(pair, session, message)
  local screen = pick_screen.new(pair, session)
  while true do
    screen:draw(terminal, message)
    local key = terminal.key()
    key = key and key:lower()
    message = nil
    if key == nil or key == "q" then return "quit" end
    if votes[key] then return votes[key] end
    if key == "s" then return "skip" end
    if key == "u" then return "undo" end
    if not screen:scroll(key, terminal) then message = "This key means nothing here." end
  end
end

local steps = {}

function steps.skip(session)
  local has_vote = session.verdicts[session.place] ~= nil
  session.done[session.place] = has_vote and "kept" or "skip"
  session.place = session.place + 1
  return has_vote and "Your vote stays." or "Skipped."
end

function steps.undo(session)
  if session.place == 1 then return "There is nothing to undo." end
  session.place = session.place - 1
  local before = session.done[session.place]
  if before == "skip" then return "You had skipped this one." end
  return "The next key takes the place of your vote; s keeps it."
end

local function store(vote, pair, session)
  local order = pair.order
  local verdict = terminal.vote(pair.id, turned(vote, order),
    { voter = session.voter, order = order, weight = session.weight })
  session.verdicts[session.place], session.done[session.place] = verdict, vote
  session.place = session.place + 1
  return told(vote, pair)
end

-- Returns what is to be told of the last vote, which no further screen shows.
local function judge_all(session)
  local message
  while session.place <= #session.ids do
    local pair = shown(session.ids[session.place], session.voter)
    local said = ask(pair, session, message)
    if said == "quit" then return nil end
    message = steps[said] and steps[said](session) or store(said, pair, session)
  end
  return message
end

-- Gives the terminal back however the judging ends. A task that ends with an error closes no variables of its own.
local function with_terminal(work, session)
  terminal.open()
  local is_done, told_last = pcall(work, session)
  terminal.close()
  if not is_done then error(told_last, 0) end
  return told_last
end

local function result(session, judged)
  local list = terminal.empty_list()
  for place = 1, #session.ids do list[#list + 1] = session.verdicts[place] end
  local skipped = 0
  for _, said in pairs(session.done) do
    if said == "skip" then skipped = skipped + 1 end
  end
  list.voter, list.skipped, list.known = session.voter, skipped, judged
  list.left = #session.ids - #list
  return list
end

local function tell(verdicts)
  local parts = { ("%d judged by %s"):format(#verdicts, verdicts.voter), ("%d skipped"):format(verdicts.skipped) }
  parts[3] = ("%d left"):format(verdicts.left)
  if verdicts.known > 0 then parts[4] = ("%d judged before"):format(verdicts.known) end
  spar.note("pick: " .. table.concat(parts, ", "))
end

-- Whether the only argument holds options: `pick{voter = "me"}`.
local function is_options(value)
  return type(value) == "table" and #value == 0 and next(value) ~= nil and not getmetatable(value)
end

-- Asks the person at the terminal about each battle. Returns the verdicts, with `voter`, `skipped`, `left` (not judged)
-- and `known` (judged before).
function pick.pick(list, options)
  if options == nil and is_options(list) then list, options = nil, list end
  options = options or {}
  check(options)
  local voter = name_of(options)
  local ids, judged = open_ids(list, voter, options)
  local session = { ids = ids, voter = voter, weight = options.weight, place = 1, done = {}, verdicts = {} }
  local last = #ids > 0 and with_terminal(judge_all, session)
  if last then spar.note("pick: " .. last) end
  local verdicts = result(session, judged)
  tell(verdicts)
  return verdicts
end

return pick
