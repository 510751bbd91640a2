-- The documentation of what the machine and bootstrap bring as globals: tasks, errors, and the live fields of `spar`.
-- Entries look like those of spar/prelude.lua, which document themselves.

return {
  {
    name = "spawn",
    about = "Starts a function as a task of its own, which runs when the others wait.",
    params = {
      { name = "fn", type = "fun(...: any): any", about = "what to run" },
      { name = "...", type = "any", about = "its arguments" },
    },
    returns = { { type = "task" } },
    example = "task = spawn(respond, q[1])\nprint(await(task).text)",
  },
  {
    name = "await",
    about = "Waits for a task to end; returns its results or raises its error.",
    params = { { name = "task", type = "task", about = "what `spawn` returned" } },
    returns = { { type = "any", about = "the task's results" } },
  },
  {
    name = "error_info",
    about = "Any error as a table, whoever raised it.",
    params = { { name = "value", type = "any", about = "what `pcall` returned" } },
    returns = { { type = "error" } },
    example = "ok, problem = pcall(elo, battles)\nif not ok then print(error_info(problem).code) end",
    topic = "program",
  },
  {
    name = "spar.random",
    about = "Makes a stream of draws that depends on the run's seed (`--seed N`), the purpose and the words alone.",
    params = {
      { name = "purpose", type = "string", about = "what the draws are for" },
      { name = "...", type = "any", about = "what they are about; a record counts by its key" },
    },
    returns = { { type = "stream" } },
    example = "if spar.random(\"keep\", q[1]):unit() < 0.5 then print(\"kept\") end",
    topic = "program",
  },
}
