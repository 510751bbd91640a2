// Who is how strong: leaderboard, win matrix, ratings per category and per iteration.
"use strict"

function excludedText(ratings) {
  const words = { inconsistent: "with seat orders that differ", unparsed: "unreadable", error: "failed" }
  const parts = Object.entries(ratings.excluded).map(([state, count]) => `${grouped(count)} ${words[state] || state}`)
  return parts.length > 0 ? `; not rated: ${parts.join(", ")}` : ""
}

function level(ratings) {
  return ratings.interval === "none" ? "there are no intervals" : `intervals of ${ratings.interval.split(" ").reverse().join(" (").replace("%", " %")})`
}

function leaderboardSection(report) {
  const ratings = report.ratings
  const about = ratings.absent ? null
    : `Bradley–Terry, ${ratings.unit}; ${level(ratings)}. Models whose intervals overlap share a rank. `
      + `${counted(ratings.rated, "rated battle")} of ${grouped(ratings.battles)}${excludedText(ratings)}.`
  return section("leaderboard", "Leaderboard", about, ratings.absent && absence(ratings.absent),
    ratings.models.length > 0 && leaderboard(ratings), ratings.notes.map(note => el("p", { class: "note" }, note)))
}

function leaderboard(ratings) {
  const bounds = ratings.models.flatMap(row => [row.rating, row.lower, row.upper]).filter(isNumber)
  return bounds.length > 0 ? ratedTable(ratings, scale(Math.min(...bounds), Math.max(...bounds))) : unratedTable(ratings)
}

const wonColumn = { name: "Won", number: true, wide: true, about: "share of rated battles, ties as halves" }

function ratedTable(ratings, along) {
  const columns = [
    { name: "#", number: true, heads: false }, { name: "Model" }, { name: "Rating", number: true },
    { name: "95 % interval", number: true, wide: true }, wonColumn, { name: "Battles", number: true, wide: true },
    { name: axis(along, points) },
  ]
  const rows = ratings.models.map(row => [
    el("td", { class: "number" }, row.rank || none), el("th", { scope: "row" }, modelName(row.model, row.simulated)),
    el("td", { class: "number strong" }, points(row.rating), el("small", { class: "narrow" }, interval(row))), interval(row),
    percent(row.win_rate), grouped(row.battles),
    el("td", { class: "picture" }, intervalPicture(row, along, `${row.model}: ${points(row.rating)}, 95 % interval ${interval(row)}`)),
  ])
  return firstOf(rows, 40, "models", some => table(columns, some, { class: "leaderboard" }))
}

function unratedTable(ratings) {
  const columns = [{ name: "Model" }, { ...wonColumn, wide: false }, { name: "Battles", number: true }]
  const rows = ratings.models.map(row => [modelName(row.model, row.simulated), percent(row.win_rate), grouped(row.battles)])
  return firstOf(rows, 40, "models", some => table(columns, some, { class: "plain" }))
}

// Colour says how far from even: blue above, orange below.
function heat(cell, distance, most) {
  if (!isNumber(distance)) return cell
  cell.classList.add(distance >= 0 ? "over" : "under")
  return set(cell, { "--strength": (0.5 * Math.min(1, Math.abs(distance) / most)).toFixed(3) })
}

function heatKey(under, over) {
  return el("p", { class: "key" }, el("span", { class: "swatch under" }), under, " ",
    el("span", { class: "swatch over" }), over)
}

// More models than these make a table or a chart that nobody reads; the numbers of all of them are in --json.
const widestMatrix = 40, widestTable = 12, mostLines = 8

function firstModels(report, most) { return report.ratings.models.slice(0, most) }

function firstOnly(report, most) {
  const all = report.ratings.models.length
  return all > most ? ` The first ${most} of ${all} models.` : ""
}

function matrixSection(report) {
  const matrix = report.matrix
  if (matrix.absent) return section("matrix", "Win matrix", null, absence(matrix.absent))
  const models = matrix.models.slice(0, widestMatrix)
  const met = new Map()
  for (const pair of matrix.pairs) {
    met.set(pair.row + "/" + pair.column, { rate: pair.rate, weight: pair.weight })
    met.set(pair.column + "/" + pair.row, { rate: 1 - pair.rate, weight: pair.weight })
  }
  const columns = [{ name: "" }, ...models.map((model, index) => ({ name: index + 1, number: true, about: model }))]
  const rows = models.map((model, row) => [
    [el("span", { class: "place" }, row + 1), modelName(model)],
    ...models.map((other, column) => matrixCell(model, other, met.get(row + "/" + column), row === column)),
  ])
  return section("matrix", "Win matrix",
    "How often the model of the row beat the model of the column, ties as halves, in the order of the leaderboard."
      + firstOnly(report, widestMatrix),
    table(columns, rows, { class: models.length > 12 ? "matrix dense" : "matrix" }), heatKey("loses", "wins"))
}

function matrixCell(model, other, cell, isSelf) {
  if (isSelf) return el("td", { class: "self" })
  if (!cell) return el("td", { class: "number unmet", title: `${model} and ${other} have not met` }, none)
  const made = el("td", { class: "number", title: `${model} against ${other}: ${fixed(cell.weight, 0)} battles` },
    percent(cell.rate), el("small", null, grouped(cell.weight)))
  return heat(made, cell.rate - 0.5, 0.5)
}

function categoriesSection(report) {
  const categories = report.categories
  if (categories.absent) return section("categories", "By category", null, absence(categories.absent))
  const models = firstModels(report, widestTable)
  const unrated = categories.list.filter(category => category.ratings.absent).length
  const skills = new Set(categories.list.map(category => category.skill))
  const columns = [{ name: "Category" }, { name: "Battles", number: true, wide: true },
    ...models.map(row => ({ name: modelName(row.model), number: true }))]
  const wrap = list => table(columns, list.map(category => [
    [category.type, skills.size > 1 && el("small", null, category.skill)], grouped(category.ratings.battles),
    ...models.map(model => categoryCell(category, model)),
  ]), { class: "categories" })
  const some = categories.total > categories.shown ? ` The ${categories.shown} largest of ${categories.total} categories.` : ""
  return section("categories", "By category",
    "Each category is rated by itself: rating, and half the width of its 95 % interval. Colour compares it with the "
      + "model's rating over everything; bold where the interval leaves that out." + some
      + (unrated > 0 ? ` In ${counted(unrated, "category", "categories")} the battles allow no finite rating (somebody `
        + "always wins, or groups never met): there the share of battles won stands in italics." : "")
      + firstOnly(report, widestTable),
    firstOf(categories.list, 20, "categories", wrap), heatKey("weaker here", "stronger here"))
}

function categoryCell(category, model) {
  const row = category.ratings.models.find(other => other.model === model.model)
  if (!row || row.battles === 0) return el("td", { class: "number unmet" }, none)
  if (!isNumber(row.rating)) {
    const reason = category.ratings.absent ? category.ratings.absent.reason : null
    return el("td", { class: "number", title: reason }, el("i", null, percent(row.win_rate)))
  }
  const has = isNumber(row.lower) && isNumber(row.upper)
  const differs = has && isNumber(model.rating) && (model.rating < row.lower || model.rating > row.upper)
  const cell = el("td", { class: "number" + (differs ? " strong" : ""), title: `${grouped(row.battles)} battles; ${interval(row)}` },
    points(row.rating), has && el("small", null, "±" + points((row.upper - row.lower) / 2)))
  return isNumber(model.rating) ? heat(cell, row.rating - model.rating, 300) : cell
}

function iterationsSection(report) {
  const iterations = report.iterations
  if (iterations.absent) return section("iterations", "By iteration", null, absence(iterations.absent))
  const xs = iterations.list.map(turn => turn.iteration)
  const names = firstModels(report, mostLines).map(row => row.model)
  const series = names.map(name => ({ name, values: iterations.list.flatMap(turn => {
    const row = turn.ratings.models.find(other => other.model === name)
    return row && isNumber(row.rating) ? [{ x: turn.iteration, y: row.rating, low: row.lower, high: row.upper }] : []
  }) })).filter(line => line.values.length > 0)
  return section("iterations", "By iteration",
    "Each iteration is rated by itself, with 95 % intervals. The mean of the models is 1000 every time, on the "
      + "instructions of that iteration: a line that falls says that the instructions grew harder for this model than for "
      + "the others, or that it fell behind." + firstOnly(report, mostLines),
    series.length > 0 && lineChart(series, xs, "Ratings by iteration"), iterationTable(iterations.list, names))
}

function iterationTable(list, names) {
  const columns = [{ name: "Iteration" }, { name: "Rated", number: true }, { name: "Ties", number: true },
    { name: "Flips", number: true, about: "battles that turned with the seats, of those judged in both orders" },
    ...names.map(name => ({ name: modelName(name), number: true }))]
  const rows = list.map(turn => [
    turn.iteration, `${grouped(turn.ratings.rated)} of ${grouped(turn.ratings.battles)}`,
    percent(turn.ratings.rated > 0 ? turn.ratings.ties / turn.ratings.rated : null),
    percent(turn.ratings.seated > 0 ? turn.ratings.flipped / turn.ratings.seated : null),
    ...names.map(name => {
      const row = turn.ratings.models.find(other => other.model === name)
      return row ? [points(row.rating), isNumber(row.rating) && el("small", null, interval(row))] : none
    }),
  ])
  const absent = list.filter(turn => turn.ratings.absent)
  return [table(columns, rows), absent.map(turn =>
    el("p", { class: "note" }, `Iteration ${turn.iteration} has no ratings. ${turn.ratings.absent.reason}`))]
}
