-- Who came from whom among the instructions that went by: a refinement may be near to what it came from.

local kin = {}
kin.__index = kin

function kin.new() return setmetatable({ parents = {} }, kin) end

-- Takes in an instruction.
function kin:add(instruction) self.parents[instruction.id] = instruction.parent or false end

-- Whether `id` is among the instruction's parents, theirs, and so on.
function kin:is_ancestor(id, instruction)
  local parent = instruction.parent
  while parent do
    if parent == id then return true end
    parent = self.parents[parent]
  end
  return false
end

return kin
