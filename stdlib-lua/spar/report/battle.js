// One battle opened: the task, both responses, what the judges said, where it comes from, what the edits changed.
"use strict"

function textOf(text) { return typeof text === "string" ? text : text.text }

function textBlock(text, kind) {
  const cut = typeof text === "string" ? 0 : text.left_out
  return el("div", { class: "text " + (kind || ""), dir: "auto" }, textOf(text),
    cut > 0 && el("p", { class: "note" }, `… ${grouped(cut)} more characters`))
}

const stateWords = { a: "A", b: "B", tie: "tie", unparsed: "unreadable", error: "failed" }

function battleBody(battle, texts) {
  const instruction = texts.instructions[battle.instruction]
  return el("div", { class: "body" }, instruction && task(instruction, texts),
    el("div", { class: "columns responses" }, response(battle, "a", texts), response(battle, "b", texts)),
    verdicts(battle), lineage(battle, texts), refinements(battle, texts))
}

function task(instruction, texts) {
  const passage = texts.passages[instruction.passage]
  const isPut = passage && !instruction.stands_alone
  const facts = [instruction.answerability !== "answerable" && instruction.answerability,
    instruction.round > 0 && `round ${instruction.round}`, instruction.goal && `goal: ${instruction.goal}`]
  return el("div", { class: "task" }, el("h4", null, "Instruction",
    facts.filter(Boolean).map(fact => [" ", el("span", { class: "tag" }, fact)])),
  textBlock(instruction.text), instruction.turns.map(turn => [el("h5", null, "then"), textBlock(turn)]),
  passage && el("details", { class: "more" }, el("summary", null,
    isPut ? `Passage (${passage.transformation})` : `Passage it was made from (${passage.transformation}), not shown to the models`),
  textBlock(passage.text)))
}

function response(battle, side, texts) {
  const reply = texts.responses[battle["response_" + side]]
  const won = battle.outcome === side
  const turns = reply && reply.turns.length > 1 ? reply.turns : []
  return el("div", { class: "response" + (won ? " won" : "") },
    el("h4", null, el("span", { class: "side" }, side.toUpperCase()), el("bdi", null, battle["model_" + side]), " ",
      isNumber(battle["score_" + side]) && el("span", { class: "tag" }, score(battle["score_" + side])),
      won && el("span", { class: "tag winner" }, "won")),
    !reply && el("p", { class: "absent" }, "The response was not recorded."),
    turns.map((turn, index) => [el("h5", null, `reply ${index + 1}`), textBlock(turn)]),
    reply && turns.length === 0 && textBlock(reply.text))
}

const seatWords = { ab: "A first", ba: "B first", alone: "each alone" }

function verdicts(battle) {
  const rows = battle.verdicts.map(verdict => [
    [el("bdi", null, verdict.judge), isNumber(verdict.turn) && el("small", null, `of turn ${verdict.turn} alone`)],
    seatWords[verdict.order] || verdict.order,
    el("td", null, el("span", { class: "says " + verdict.state }, stateWords[verdict.state] || verdict.state),
      isNumber(verdict.preference) && el("small", null, `${percent(verdict.preference)} for A`),
      verdict.weight !== 1 && el("small", null, `weight ${score(verdict.weight)}`)),
    isNumber(verdict.score_a) && isNumber(verdict.score_b) ? `${score(verdict.score_a)} : ${score(verdict.score_b)}` : none,
    el("td", { class: "explanation", dir: "auto" }, verdict.explanation || ""),
  ])
  return [el("h4", null, "Verdicts", battle.flipped && [" ", el("span", { class: "tag" }, "turned with the seats")]),
    table([{ name: "Judge" }, { name: "Order" }, { name: "Says" }, { name: "A : B", number: true }, { name: "Why" }], rows,
      { class: "verdicts" }),
    battle.verdicts.some(verdict => verdict.order === "ba") && el("p", { class: "note" },
      "Where B came first, what the judge calls the first response is B's.")]
}

// From the seed down to the battle: one step a line.
function lineage(battle, texts) {
  const steps = []
  const seen = new Set()
  for (const [, , parent] of [...battle.lineage].reverse()) {
    if (!seen.has(parent)) { seen.add(parent); steps.push(parent) }
  }
  if (steps.length === 0) return null
  const order = { s: 0, p: 1, g: 3, i: 2, r: 4 }
  const rank = id => order[id[0]] * 1e12 + Number(id.slice(1))
  const rows = steps.sort((left, right) => rank(left) - rank(right)).map(id => {
    const [kind, about] = describe(id, texts)
    const from = battle.lineage.filter(([child]) => child === id).map(([, role, parent]) => `${role} ${parent}`)
    return [id, kind, el("td", { class: "about-record" }, about), from.length > 0 ? "← " + from.join(", ") : ""]
  })
  return el("details", { class: "more" }, el("summary", null, "Where it comes from"),
    table([{ name: "Record" }, { name: "Kind" }, { name: "" }, { name: "Made from" }], rows, { class: "lineage" }))
}

function describe(id, texts) {
  const short = text => { const all = textOf(text); return all.length > 120 ? all.slice(0, 120) + "…" : all }
  const [seed, passage, instruction] = [texts.seeds[id], texts.passages[id], texts.instructions[id]]
  if (seed) return ["seed", el("bdi", null, `${seed.title || ""} (${seed.type}, ${seed.origin})`)]
  if (passage) return ["passage", `${passage.transformation}${passage.parent ? ", edited" : ""}`]
  if (instruction) return ["instruction", el("bdi", null, short(instruction.text))]
  if (texts.suggestions[id]) return ["suggestion", el("bdi", null, short(texts.suggestions[id].text))]
  if (texts.responses[id]) return ["response", ""]
  return ["", ""]
}

// Each refinement on the way to the instruction: the suggestion, then what changed in the task and in its passage.
function refinements(battle, texts) {
  const steps = []
  let [id, now] = [battle.instruction, texts.instructions[battle.instruction]]
  while (now && now.parent && texts.instructions[now.parent] && steps.length < 20) {
    steps.unshift({ id, now, before: texts.instructions[now.parent], suggestion: texts.suggestions[now.suggestion] })
    id = now.parent
    now = texts.instructions[id]
  }
  if (steps.length === 0) return null
  return el("details", { class: "more refinements", open: true }, el("summary", null, steps.length === 1 ? "What the refinement changed" : `What ${steps.length} refinements changed`),
    steps.map(step => refinement(step, texts)))
}

function refinement(step, texts) {
  const { now, before } = step
  const [old, edited] = [texts.passages[before.passage], texts.passages[now.passage]]
  const same = textOf(before.text) === textOf(now.text)
  return el("div", { class: "refinement" },
    el("h5", null, `${now.parent} → ${step.id}`, now.goal && [" ", el("span", { class: "tag" }, now.goal)]),
    step.suggestion && textBlock(step.suggestion.text, "suggestion"),
    same ? el("p", { class: "note" }, "The instruction stays as it is.") : differenceView(textOf(before.text), textOf(now.text)),
    old && edited && now.passage !== before.passage
      && [el("h5", null, "its passage"), differenceView(textOf(old.text), textOf(edited.text))])
}
