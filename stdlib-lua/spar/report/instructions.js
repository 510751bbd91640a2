// What the battles were about: taxonomy coverage and its revisions, difficulty, the funnel.
"use strict"

function taxonomySection(report) {
  const taxonomies = report.taxonomies
  if (taxonomies.absent) return section("taxonomy", "Taxonomy", null, absence(taxonomies.absent))
  return section("taxonomy", "Taxonomy", "Instructions by type, of the whole project: as written, and refined from those.",
    taxonomies.skills.map(skill => [coverage(skill), revisions(skill)]))
}

function coverage(skill) {
  const used = skill.types.filter(type => type.produced + type.refined + type.rejected > 0)
    .sort((left, right) => right.produced + right.refined - left.produced - left.refined)
  const unused = skill.types.filter(type => !used.includes(type))
  const most = Math.max(1, ...used.map(type => type.produced + type.refined))
  const columns = [{ name: "Type" }, { name: "Written", number: true }, { name: "Refined", number: true },
    { name: "Rejected", number: true, wide: true }, { name: "Weight", number: true, wide: true }, { name: "" }]
  const wrap = list => table(columns, list.map(type => [
    [type.type, type.group && el("small", null, type.group)], grouped(type.produced), grouped(type.refined),
    type.rejected > 0 ? grouped(type.rejected) : "", fixed(type.weight, 2),
    el("td", { class: "picture" }, stackedBar(type.produced, type.refined, most)),
  ]), { class: "coverage" })
  return [el("h3", null, skill.skill),
    el("p", { class: "about" }, `${skill.drawn} of ${skill.open} types drawn; entropy ${fixed(skill.entropy_bits, 2)} of `
      + `${fixed(skill.most_bits, 2)} bits. `, el("span", { class: "swatch first" }), "written ",
    el("span", { class: "swatch second" }), "refined"),
    used.length > 0 && firstOf(used, 16, "types", wrap),
    unused.length > 0 && el("p", { class: "note" }, `Not drawn: ${unused.map(type => type.type).join(", ")}.`)]
}

function stackedBar(first, second, most) {
  return svg("svg", { class: "bar", height: 10, "aria-hidden": "true" },
    svg("rect", { class: "first", width: part(100 * first / most), height: 10 }),
    svg("rect", { class: "second", x: part(100 * first / most), width: part(100 * second / most), height: 10 }))
}

function revisions(skill) {
  if (skill.revisions.length === 0) return el("p", { class: "note" }, `The types of ${skill.skill} were never revised.`)
  return skill.revisions.map((revision, index) => el("details", { class: "revision", open: index === skill.revisions.length - 1 },
    el("summary", null, `${revision.parent} → ${revision.id}`,
      isNumber(revision.iteration) && ` after iteration ${revision.iteration}`, el("small", null, " ", changeCount(revision))),
    revision.changes.length === 0 ? el("p", { class: "note" }, "No weight changed.") : changes(revision.changes)))
}

function changeCount(revision) {
  const added = revision.changes.filter(change => change.old === null).length
  const gone = revision.changes.filter(change => change.new === null).length
  return counted(revision.changes.length, "change") + (added ? `, ${added} added` : "") + (gone ? `, ${gone} retired` : "")
}

function changes(list) {
  const weights = list.flatMap(change => [change.old || 0, change.new || 0])
  const along = scale(Math.min(...weights), Math.max(...weights))
  const columns = [{ name: "Type" }, { name: "Old", number: true }, { name: "New", number: true },
    { name: axis(along, weight => fixed(weight, 2)) }, { name: "Battles", number: true }, { name: "Lost", number: true, about: "by the target" },
    { name: "Gap", number: true, about: "mean score by which the target fell short, as a share of 9" },
    { name: "Flips", number: true }]
  const wrap = some => table(columns, some.map(change => {
    const seen = change.evidence || {}
    return [change.type, change.old === null ? "added" : fixed(change.old, 2), change.new === null ? "retired" : fixed(change.new, 2),
      el("td", { class: "picture" }, dumbbell(change, along)), isNumber(seen.battles) ? grouped(seen.battles) : "",
      isNumber(seen.loss_rate) ? percent(seen.loss_rate) : "", isNumber(seen.gap) ? fixed(seen.gap, 2) : "",
      isNumber(seen.flips) ? percent(seen.flips) : ""]
  }), { class: "changes" })
  return firstOf(list, 10, "changes", wrap)
}

// From the old weight (hollow) to the new one.
function dumbbell(change, along) {
  const [from, to] = [along.at(change.old || 0), along.at(change.new || 0)]
  const kind = to >= from ? "up" : "down"
  return svg("svg", { class: "dumbbell " + kind, height: 16, "aria-hidden": "true" },
    svg("line", { x1: part(from), x2: part(to), y1: 8, y2: 8 }),
    svg("circle", { class: "old", cx: part(from), cy: 8, r: 3.5 }), svg("circle", { class: "new", cx: part(to), cy: 8, r: 4.5 }))
}

function difficultySection(report) {
  const difficulty = report.difficulty
  if (report.categories.absent) return section("difficulty", "Difficulty", null, absence(difficulty.absent || report.categories.absent))
  const models = report.ratings.models.filter(row => row.battles > 0).map(row => row.model)
  const shown = el("div", { id: "difficulty-shown" })
  const choice = el("select", { on: { change: () => show(choice.value) } }, models.map(model =>
    el("option", { value: model, selected: model === difficulty.target }, model)))
  function show(model) {
    shown.replaceChildren(...[difficultyOf(report, model, difficulty.band)].flat())
  }
  if (models.length > 0) show(difficulty.target || models[0])
  return section("difficulty", "Difficulty",
    `How often a model wins, by type of instruction. A type is balanced where the target wins between `
      + `${percent(difficulty.band[0])} and ${percent(difficulty.band[1])}; above it is too easy, below too hard.`,
    difficulty.absent && absence(difficulty.absent),
    models.length > 0 && el("label", { class: "choice" }, "Model ", choice), shown)
}

function difficultyOf(report, model, band) {
  const lines = report.categories.list.flatMap(category => {
    const row = category.ratings.models.find(other => other.model === model)
    return row && isNumber(row.win_rate) ? [{ type: category.type, battles: row.battles, rate: row.win_rate }] : []
  }).sort((left, right) => right.rate - left.rate)
  if (lines.length === 0) return [el("p", { class: "absent" }, `${model} has no rated battle over an instruction with a type.`)]
  const easy = lines.filter(line => line.rate > band[1]).length, hard = lines.filter(line => line.rate < band[0]).length
  const wrap = list => table([{ name: "Type" }, { name: "Won", number: true }, { name: "Battles", number: true },
    { name: axis(scale(0, 1), value => percent(value)) }],
  list.map(line => [line.type, percent(line.rate), grouped(line.battles),
    el("td", { class: "picture" }, dotInBand(line.rate, band, `${line.type}: ${percent(line.rate)}`))]), { class: "difficulty" })
  return [balance(easy, lines.length - easy - hard, hard), firstOf(lines, 60, "types", wrap)].flat()
}

function balance(easy, inside, hard) {
  const parts = [["above", easy, "too easy"], ["inside", inside, "balanced"], ["below", hard, "too hard"]]
  const total = easy + inside + hard
  let at = 0
  const picture = svg("svg", { class: "balance", height: 12, "aria-hidden": "true" }, parts.map(([kind, count]) => {
    const rect = svg("rect", { class: kind, x: part(at), width: part(100 * count / total), height: 12 })
    at += 100 * count / total
    return rect
  }))
  return el("div", { class: "balance-line" }, picture, el("p", { class: "key" },
    parts.map(([kind, count, words]) => [el("span", { class: "swatch " + kind }), `${counted(count, "type")} ${words} `])))
}

function funnelSection(report) {
  const funnel = report.funnel
  if (funnel.absent) return section("funnel", "Funnel", null, absence(funnel.absent))
  const most = Math.max(...funnel.stages.map(stage => stage.count))
  const stages = table([{ name: "Stage" }, { name: "Count", number: true }, { name: "" }],
    funnel.stages.map(stage => [stage.stage, grouped(stage.count), el("td", { class: "picture" }, bar(stage.count, most))]),
    { class: "funnel" })
  return section("funnel", "Funnel", "What there was at each stage, and what was turned away on the way.", stages,
    gates(funnel.gates || []), rejections(funnel.rejections), datasets(funnel.datasets))
}

function gates(list) {
  if (list.length === 0) return null
  const most = Math.max(...list.map(gate => gate.entered))
  const wrap = some => table([{ name: "Gate" }, { name: "Stage" }, { name: "Entered", number: true }, { name: "Passed", number: true },
    { name: "", wide: true }],
  some.map(gate => [gate.gate, gate.stage + (isNumber(gate.iteration) ? `, iteration ${gate.iteration}` : ""), grouped(gate.entered),
    grouped(gate.passed), el("td", { class: "picture wide" }, bar(gate.passed, most))]))
  return [el("h3", null, "Gates"), firstOf(list, 20, "gates", wrap)]
}

function rejections(list) {
  if (list.length === 0) return [el("h3", null, "Turned away"), el("p", { class: "note" }, "Nothing was turned away.")]
  const most = Math.max(...list.map(line => line.count))
  const wrap = some => table([{ name: "Stage" }, { name: "Reason" }, { name: "Count", number: true }, { name: "" }],
    some.map(line => [line.stage, line.reason, grouped(line.count), el("td", { class: "picture" }, bar(line.count, most, "loss"))]))
  return [el("h3", null, `Turned away: ${grouped(sum(list, line => line.count))}`), firstOf(list, 15, "reasons", wrap)]
}

function datasets(list) {
  if (list.length === 0) return [el("h3", null, "Datasets"), el("p", { class: "note" }, "No dataset was exported.")]
  const wrap = some => table([{ name: "Dataset" }, { name: "Format" }, { name: "File" }, { name: "Rows", number: true }],
    some.map(line => [line.id, line.format, el("bdi", null, line.file), grouped(line.rows)]), { class: "plain" })
  return [el("h3", null, "Datasets"), firstOf(list, 15, "datasets", wrap)]
}
