// The browser of battles: filters, which stand in the address after #battles?, and a list that opens.
"use strict"

const pageSize = 25

const outcomes = [
  ["won", "decided", battle => battle.outcome === "a" || battle.outcome === "b"],
  ["tie", "tie", battle => battle.outcome === "tie"],
  ["flipped", "turned with the seats", battle => battle.flipped],
  ["unrated", "not rated", battle => !["a", "b", "tie"].includes(battle.outcome)],
]

// With a model chosen, who won is told from its side.
const outcomesOfModel = [
  ["won", "it won", (battle, model) => winner(battle) === model],
  ["lost", "it lost", (battle, model) => winner(battle) !== null && winner(battle) !== model],
  ...outcomes.slice(1),
]

function winner(battle) {
  return battle.outcome === "a" ? battle.model_a : battle.outcome === "b" ? battle.model_b : null
}

function sorted(values) { return [...new Set(values.filter(value => value !== null && value !== undefined))].sort() }

function battlesSection(report) {
  const battles = report.battles
  if (battles.absent) return section("battles", "Battles", null, absence(battles.absent))
  const browser = new BattleBrowser(battles)
  return section("battles", "Battles",
    `${grouped(battles.shown)} of ${counted(battles.total, "judged battle")}; the numbers above are over all of them. `
      + (battles.shown < battles.total ? battles.sample : ""), browser.element)
}

class BattleBrowser {
  constructor(battles) {
    this.battles = battles
    this.shown = pageSize
    this.found = el("p", { class: "found", role: "status" })
    this.list = el("div", { class: "list" })
    this.fields = this.makeFields(battles.list)
    this.form = el("form", { class: "filters", role: "search", on: {
      submit: event => event.preventDefault(), input: () => this.changed(),
    } }, Object.values(this.fields).map(field => field.label))
    this.element = el("div", null, this.form, this.found, this.list)
    this.readAddress()
    window.addEventListener("hashchange", () => this.readAddress())
  }

  makeFields(list) {
    const choice = (name, label, values) => {
      const input = el("select", { name }, el("option", { value: "" }, "any"),
        values.map(([value, text]) => el("option", { value }, text)))
      return { input, label: el("label", null, label, input) }
    }
    const plain = values => sorted(values).map(value => [String(value), String(value)])
    const search = el("input", { name: "q", type: "search", placeholder: "words in any text, or an id", autocomplete: "off" })
    return {
      model: choice("model", "Model", plain(list.flatMap(battle => [battle.model_a, battle.model_b]))),
      opponent: choice("opponent", "Against", plain(list.flatMap(battle => [battle.model_a, battle.model_b]))),
      category: choice("category", "Category", plain(list.map(battle => battle.type))),
      outcome: choice("outcome", "Outcome", outcomes),
      judge: choice("judge", "Judge", plain(list.flatMap(battle => battle.verdicts.map(verdict => verdict.judge)))),
      iteration: choice("iteration", "Iteration", plain(list.map(battle => battle.iteration))),
      q: { input: search, label: el("label", { class: "wide" }, "Search", search) },
    }
  }

  get values() {
    return Object.fromEntries(Object.entries(this.fields).map(([name, field]) => [name, field.input.value.trim()]))
  }

  // "#battles?model=x&q=y" sets the filters; what it does not name is any.
  readAddress() {
    const [place, query] = location.hash.replace(/^#/, "").split("?")
    if (place !== "battles" || query === undefined) return this.show()
    const given = new URLSearchParams(query)
    for (const [name, field] of Object.entries(this.fields)) field.input.value = given.get(name) || ""
    this.offerOutcomes(given.get("outcome") || "")
    this.show()
  }

  // What "won" means depends on whether a model is chosen.
  offerOutcomes(value) {
    const known = this.values.model ? outcomesOfModel : outcomes
    const select = this.fields.outcome.input
    select.replaceChildren(el("option", { value: "" }, "any"), ...known.map(([name, text]) => el("option", { value: name }, text)))
    select.value = value
    if (select.selectedIndex < 0) select.value = ""
  }

  changed() {
    this.offerOutcomes(this.fields.outcome.input.value)
    this.shown = pageSize
    const set = Object.entries(this.values).filter(([, value]) => value !== "")
    const address = set.length > 0 ? "#battles?" + new URLSearchParams(set) : "#battles"
    try { history.replaceState(null, "", address) } catch { /* Some browsers refuse it for files; the filters work all the same. */ }
    this.show()
  }

  matches(battle, wanted) {
    const { model, opponent, category, outcome, judge, iteration, q } = wanted
    const models = [battle.model_a, battle.model_b]
    if (model && !models.includes(model)) return false
    if (opponent && (opponent === model || !models.includes(opponent))) return false
    if (category && battle.type !== category) return false
    const rule = outcome && (model ? outcomesOfModel : outcomes).find(([name]) => name === outcome)
    if (rule && !rule[2](battle, model)) return false
    if (judge && !battle.verdicts.some(verdict => verdict.judge === judge)) return false
    if (iteration && String(battle.iteration) !== iteration) return false
    return !q || q.toLowerCase().split(/\s+/).every(word => this.searched(battle).includes(word))
  }

  // All texts of a battle in lower case, put together when they are first searched.
  searched(battle) {
    this.index = this.index || new Map()
    if (!this.index.has(battle.id)) this.index.set(battle.id, this.allText(battle).toLowerCase())
    return this.index.get(battle.id)
  }

  allText(battle) {
    const { texts } = this.battles
    const instruction = texts.instructions[battle.instruction]
    const replies = [texts.responses[battle.response_a], texts.responses[battle.response_b]].filter(Boolean)
    const parts = [battle.id, battle.instruction, battle.model_a, battle.model_b, battle.type,
      ...battle.verdicts.map(verdict => verdict.explanation),
      ...replies.flatMap(reply => [textOf(reply.text), ...reply.turns.map(textOf)])]
    if (instruction) parts.push(textOf(instruction.text), ...instruction.turns.map(textOf))
    const passage = instruction && texts.passages[instruction.passage]
    if (passage) parts.push(textOf(passage.text))
    return parts.filter(Boolean).join("\n")
  }

  show() {
    const wanted = this.values
    const found = this.battles.list.filter(battle => this.matches(battle, wanted))
    this.found.textContent = `${grouped(found.length)} of ${counted(this.battles.shown, "battle")}`
    const more = found.length - this.shown
    this.list.replaceChildren(...found.slice(0, this.shown).map(battle => this.card(battle)))
    if (found.length === 0) this.list.append(el("p", { class: "absent" }, "No battle on this page passes these filters."))
    if (more > 0) {
      this.list.append(el("button", { type: "button", class: "show-more", on: { click: () => { this.shown += pageSize; this.show() } } },
        `Show ${grouped(Math.min(pageSize, more))} more of ${grouped(more)}`))
    }
    // One that is alone is what was looked for.
    if (found.length === 1) this.list.querySelector("details").open = true
  }

  card(battle) {
    const instruction = this.battles.texts.instructions[battle.instruction]
    const made = el("details", { class: "battle " + battle.outcome, "data-id": battle.id }, el("summary", null,
      el("span", { class: "who" }, side(battle, "a"), " ", scores(battle), " ", side(battle, "b")),
      el("span", { class: "what" }, el("small", null, [battle.type, isNumber(battle.iteration) && `iteration ${battle.iteration}`,
        battle.flipped && "flipped", stateWord(battle), battle.id].filter(Boolean).join(" · ")),
      instruction && el("span", { class: "line", dir: "auto" }, textOf(instruction.text).slice(0, 200)))))
    made.addEventListener("toggle", () => {
      if (made.open && made.children.length === 1) made.append(battleBody(battle, this.battles.texts))
    })
    return made
  }
}

function stateWord(battle) {
  return { tie: "tie", inconsistent: "orders differ", unparsed: "unreadable", error: "failed" }[battle.outcome]
}

function side(battle, letter) {
  return el(battle.outcome === letter ? "b" : "span", { class: "model" }, el("bdi", null, battle["model_" + letter]))
}

function scores(battle) {
  const known = isNumber(battle.score_a) && isNumber(battle.score_b)
  return el("span", { class: "scores" }, known ? `${score(battle.score_a)} : ${score(battle.score_b)}` : "against")
}
