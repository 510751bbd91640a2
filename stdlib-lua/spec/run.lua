-- Runs specs and exits with 1 where one fails: `spar run stdlib-lua/spec/run.lua [FILES]` in the host, or
-- `lua5.4 stdlib-lua/spec/run.lua FILES` for modules that need no host. Without files the host lists all of them.

local host = rawget(_G, "spar")
local here = arg[0]:match("^(.*)/[^/]*$") or "."

if not host then package.path = ("%s/../?.lua;%s"):format(here, package.path) end

local spec = require "spar.spec"

local function files()
  if #arg > 0 then return arg end
  return host and host.files(here .. "/*_spec.lua") or {}
end

local results = spec.collect(function()
  for _, path in ipairs(files()) do spec.run_file(path) end
end)
if results.passed + #results.failures == 0 then
  io.stderr:write("no specs found; name the *_spec.lua files to run.\n")
  os.exit(64)
end
print(spec.summary(results))
os.exit(#results.failures == 0 and 0 or 1)
