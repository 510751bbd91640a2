-- What luacheck may take for granted: Lua 5.4 and the globals that the host registers.
std = "lua54"
max_line_length = 120
-- Written by `spar docs`; defines what others only read.
exclude_files = { "stdlib-lua/meta" }
read_globals = {
  -- verbs
  "transform", "instruct", "suggest", "edit", "respond", "chat", "battle", "judge", "score", "elo", "matrix",
  "report",
  "embed", "similarity", "calls", "retry", "why", "find", "definitions",
  "ground", "reject", "search",
  -- library tables
  "seeds", "taxonomy", "instructions", "dataset", "models", "spar", "agents", "tools", "json",
  "arena", "stats",
  -- money
  "budget", "cost",
  -- waiting
  "spawn", "await", "sleep", "error_info",
  -- spar/prelude.lua
  "map", "flat_map", "filter", "group_by", "sample",
  -- curation
  "overlap", "duplicates", "clusters", "diversity", "arena",
  -- spar/library.lua
  "flow", "gates", "curate", "split", "funnel",
}

files["stdlib-lua/spec/*_spec.lua"] = {
  read_globals = {
    "describe", "it", "before_each",
    assert = { fields = { "equal", "same", "truthy", "falsy", "matches", "near", "error_matches" } },
  },
}

-- What every session starts with sets what others only read.
files["stdlib-lua/spar/bootstrap.lua"] = { globals = { "host", "print", "error_info", "spar", "tools", "arg" } }

-- The host functions of the stress program.
files["Tests/lua-stress/*.lua"] = {
  read_globals = {
    "echo", "sum", "fail", "note", "touch", "later", "fail_later", "pause", "sleep", "linger", "call_back",
  },
}
