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
  {
    name = "tools.search",
    about = "A tool that searches: the seeds of the project, or with `url` a server of your own.",
    options = {
      { name = "name", type = "string", about = "what the model calls it", default = "search" },
      { name = "about", type = "string", about = "what the model is told of it" },
      { name = "characters", type = "integer", about = "of each text that the model is given", default = "2000" },
      { name = "k", type = "integer", about = "and all other options of `search`", default = "5" },
    },
    returns = { { type = "tool" } },
    example = "print(chat(\"How often does the tide turn?\", {tools = {tools.search {k = 3}}}))",
    topic = "tools",
  },
  {
    name = "tools.code_interpreter",
    about = "A tool that runs the model's code in a sandbox; an error where there is none.",
    options = {
      { name = "language", type = "string", about = "`python` or `lua`", default = "python" },
      { name = "name", type = "string", about = "what the model calls it", default = "code_interpreter" },
      { name = "about", type = "string", about = "what the model is told of it" },
      { name = "seconds", type = "number", about = "how long a program may run", default = "10" },
      { name = "memory_mb", type = "integer", about = "and the other limits of `tools.run`", default = "512" },
    },
    returns = { { type = "tool" } },
    example = "print(chat(\"What is 2^100?\", {tools = {tools.code_interpreter {seconds = 5}}}))",
    topic = "tools",
  },
  {
    name = "tools.from",
    about = "Tools from definitions, all run by one function, which may ask a model or wait otherwise.",
    params = {
      {
        name = "definitions", type = "table|string",
        about = "a list as tables or JSON: OpenAI's form, or `{name, description, parameters}`",
      },
      {
        name = "run", type = "fun(name: string, arguments: table): any",
        about = "what a model is told; without it a call ends the chat", default = "none",
      },
    },
    returns = { { type = "tool[]" } },
    example = "t = tools.from('[{\"name\": \"now\"}]', function(name, args) return os.date() end)",
    topic = "tools",
  },
}
