-- Options of a Lua function over their defaults; an option that has no default is a mistake and an error.

local function names_of(defaults)
  local names = {}
  for name in pairs(defaults) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- A new table with every default and what `given` says instead. `who` names the function in the error; an option that
-- has no default value is listed as `false`.
local function settings(who, given, defaults)
  local merged = {}
  for name, value in pairs(defaults) do merged[name] = value end
  for name, value in pairs(given or {}) do
    if defaults[name] == nil then
      local nearest = spar.nearest(tostring(name), names_of(defaults))
      local hint = nearest and ("; did you mean %s?"):format(nearest) or ""
      error(("%s has no option %s%s"):format(who, tostring(name), hint), 3)
    end
    merged[name] = value
  end
  return merged
end

return settings
