// What the calls cost.
"use strict"

function costSection(report) {
  const cost = report.cost
  if (cost.absent) return section("cost", "Cost", null, absence(cost.absent))
  return section("cost", "Cost",
    "US dollars. A ~ stands before what was estimated, ? where a price is not known; simulated models cost nothing.",
    el("h3", null, "By model"), costTable("Model", cost.by_model), el("h3", null, "By stage"), costTable("Stage", cost.by_stage))
}

function tokens(line, count) { return (line.estimated ? "~" : "") + grouped(count) }

function costTable(name, lines) {
  const columns = [{ name }, { name: "Calls", number: true }, { name: "Failed", number: true },
    { name: "Tokens in", number: true }, { name: "Tokens out", number: true }, { name: "Cost", number: true }]
  const rows = lines.map(line => [el("bdi", null, line.name || "outside any run"), grouped(line.calls), grouped(line.failed),
    tokens(line, line.input_tokens), tokens(line, line.output_tokens), dollars([line])])
  const real = lines.filter(line => !line.simulated)
  if (real.length > 1) {
    rows.push(["total", grouped(sum(real, line => line.calls)), grouped(sum(real, line => line.failed)),
      grouped(sum(real, line => line.input_tokens)), grouped(sum(real, line => line.output_tokens)), dollars(real)])
  }
  return table(columns, rows, { class: "plain" })
}
