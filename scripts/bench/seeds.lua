-- Loads a file or folder and reads every seed of the list once. Prints a line for each part when it is done, so that
-- others can look from outside: what the load came to, how many seeds were read, how many a sample has.

local function mark(...)
  io.write(table.concat({ ... }, "\t"), "\n")
  io.flush()
end

mark("started")
local list = seeds.load(arg[1])
local report = list.report
mark("loaded", #list, report.new, report.known, report.duplicates)

local bytes = 0
for seed in list:each() do bytes = bytes + #seed.text end
mark("read", #list, bytes)

mark("sampled", #sample(list, 1000))
