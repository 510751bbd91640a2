// How the judges judged.
"use strict"

function judgesSection(report) {
  const judges = report.judges
  if (judges.absent) return section("judges", "Judges", null, absence(judges.absent))
  return section("judges", "Judges",
    "Flips: battles whose winner turned with the seats, of those a judge read in both orders. First seat: how often "
      + "the response shown first won, of verdicts for one side; 50 % is even. Unreadable and failed verdicts count "
      + "for nobody. Longer: how often the longer response won.",
    judgeTable(judges), togetherNote(judges), judges.agreements.length > 0 && agreementTable(judges),
    judges.agreements.length === 0 && el("p", { class: "note" }, "One judge alone: there is no agreement to tell of."))
}

function rateCell(share, half) {
  if (!isNumber(share)) return el("td", { class: "number rate" }, none)
  const picture = bar(share, 1)
  if (half) picture.append(svg("line", { class: "half", x1: "50%", x2: "50%", y1: 0, y2: 10 }))
  return el("td", { class: "number rate" }, percent(share), picture)
}

/// What the judges are worth together, and whether a jury is better than its best member.
function togetherNote(judges) {
  const said = []
  if (isNumber(judges.effective_votes)) said.push(`Together they are worth ${fixed(judges.effective_votes, 1)} independent votes.`)
  if (isNumber(judges.alpha)) said.push(`Krippendorff's α of all judges is ${fixed(judges.alpha, 2)}.`)
  if (judges.gold_judges.length > 0) said.push(`Accuracy, κ and α are against the verdicts of ${judges.gold_judges.join(", ")}.`)
  const jury = judges.jury
  if (jury) said.push(`On ${counted(jury.items, "battle")} that all have judged, their majority is right in ${percent(jury.accuracy)}, `
    + `the best of them, ${jury.best}, in ${percent(jury.best_accuracy)}.`)
  return said.length > 0 && el("p", { class: "note" }, said.join(" "))
}

function judgeTable(judges) {
  const isMarked = judges.list.some(judge => judge.gold > 0)
  const columns = [
    { name: "Judge" }, { name: "Battles", number: true, wide: true }, { name: "Verdicts", number: true, wide: true },
    { name: "Flips", number: true }, { name: "First seat", number: true }, { name: "Ties", number: true },
    { name: "Longer", number: true, about: "battles with a winner in which it was the longer response" },
    { name: "Unreadable", number: true, about: "verdicts that could not be read, and calls that failed" },
    ...isMarked ? [
      { name: "Accuracy", number: true, about: "of battles that people judged, how many it got right" },
      { name: "κ", number: true, about: "Cohen's kappa with people" },
      { name: "α", number: true, about: "Krippendorff's alpha with people" },
    ] : [],
  ]
  const rows = judges.list.map(judge => [
    modelName(judge.judge, judge.simulated), grouped(judge.battles), grouped(judge.verdicts), rateCell(judge.flip_rate),
    rateCell(judge.first_seat_rate, true), rateCell(judge.tie_rate), rateCell(judge.longer_rate, true), unreadCell(judge),
    ...isMarked ? [rateCell(judge.accuracy), fixed(judge.kappa, 2), fixed(judge.alpha, 2)] : [],
  ])
  return table(columns, rows, { class: "judges" })
}

function unreadCell(judge) {
  const cell = rateCell(judge.null_rate)
  cell.title = `${grouped(judge.states.unparsed)} unreadable, ${grouped(judge.states.error)} failed`
  return cell
}

function agreementTable(judges) {
  const names = judges.list.map(judge => judge.judge)
  const pairs = new Map()
  for (const pair of judges.agreements) {
    pairs.set(pair.first + "\n" + pair.second, pair)
    pairs.set(pair.second + "\n" + pair.first, pair)
  }
  const columns = [{ name: "Agreement" }, ...names.map(name => ({ name: modelName(name), number: true }))]
  const rows = names.map(name => [modelName(name), ...names.map(other => {
    const pair = pairs.get(name + "\n" + other)
    if (!pair) return el("td", { class: name === other ? "self" : "number unmet" }, name === other ? null : none)
    return heat(el("td", { class: "number", title: counted(pair.battles, "battle") },
      percent(pair.agreement), el("small", null, "κ " + fixed(pair.kappa, 2))), pair.agreement - 0.5, 0.5)
  })])
  return [el("h3", null, "Agreement between judges"),
    el("p", { class: "about" }, "The share of battles in which both judges, each with its seat orders together, said the "
      + "same: one side, the other, or a tie. Below, Cohen's κ, which is 0 for what chance alone would give and 1 for "
      + "judges who always agree."),
    table(columns, rows, { class: "matrix" })]
}
