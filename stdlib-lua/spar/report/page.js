// The page from top to bottom.
"use strict"

const sections = [
  leaderboardSection, matrixSection, categoriesSection, iterationsSection, judgesSection, taxonomySection, difficultySection,
  funnelSection, costSection, battlesSection,
]

function header(report) {
  const { heading, ratings } = report
  const run = heading.run && heading.runs.find(candidate => candidate.id === heading.run)
  return el("header", { id: "top" },
    el("h1", null, el("bdi", null, heading.database), heading.run && el("small", null, ` ${heading.run}`)),
    el("p", { class: "about" }, runText(heading, run), ` Made ${moment(heading.made_at)}.`), simulatedNote(heading),
    el("dl", { class: "tiles" }, tile("Models", grouped(ratings.models.length)), tile("Battles rated", grouped(ratings.rated),
      ratings.battles > ratings.rated ? `of ${grouped(ratings.battles)}` : null),
    tile("Instructions", grouped(heading.records.instruction || 0)), tile("Judges", grouped(report.judges.list.length)),
    tile("Calls", grouped(sum(report.cost.by_model, line => line.calls))), tile("Cost", dollars(report.cost.by_model))))
}

function runText(heading, run) {
  if (run) return `${run.script}, ${run.status}, begun ${moment(run.started_at)}, seed ${run.seed}.`
  const runs = heading.runs
  if (runs.length === 0) return "No run yet."
  return `${counted(runs.length, "run")}, the last of ${moment(runs[runs.length - 1].started_at)}.`
}

function simulatedNote(heading) {
  if (heading.simulated === "none") return null
  return el("p", { class: "simulated-note" }, heading.simulated === "all"
    ? "All models here are simulated: these numbers show how the loop works and say nothing of real models."
    : "Some models here are simulated, and marked so: their numbers say nothing of real models.")
}

function tile(name, value, note) {
  return el("div", null, el("dt", null, name), el("dd", null, value, note && el("small", null, " " + note)))
}

function drawPage(report) {
  const main = document.getElementById("main"), contents = document.getElementById("contents")
  main.append(header(report))
  for (const make of sections) {
    const made = make(report)
    main.append(made)
    contents.append(el("li", null, el("a", { href: "#" + made.id }, made.querySelector("h2").textContent)))
  }
  followScrolling(contents)
  const place = location.hash.slice(1).split("?")[0]
  if (place && document.getElementById(place)) document.getElementById(place).scrollIntoView()
}

// Marks the section that is being read.
function followScrolling(contents) {
  const links = new Map([...contents.querySelectorAll("a")].map(link => [link.getAttribute("href").slice(1), link]))
  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue
      for (const [id, link] of links) link.toggleAttribute("aria-current", id === entry.target.id)
    }
  }, { rootMargin: "-10% 0px -80% 0px" })
  for (const part of document.querySelectorAll("main > section")) watcher.observe(part)
}

drawPage(JSON.parse(document.getElementById("data").textContent))
