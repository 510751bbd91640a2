// Pictures as SVG. Places along a line are percentages, so that a picture fits every width without being drawn anew.
"use strict"

// From numbers to places between 2 % and 98 %.
function scale(low, high) {
  const span = high - low || 1
  return { low, high, at: value => 2 + 96 * (value - low) / span }
}

function part(value) { return value.toFixed(2) + "%" }

// Round numbers between low and high, about `count` of them.
function ticks(low, high, count) {
  const rough = (high - low) / count || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough)
  const list = []
  for (let value = Math.ceil(low / step) * step; value <= high + step / 1e6; value += step) list.push(value)
  return list
}

// Marks differ by shape as well as by colour. 8 of each; a ninth series begins anew.
const shapes = 8

function mark(shape, x, y, attributes) {
  const drawn = [
    () => svg("circle", { r: 5 }),
    () => svg("rect", { x: -4.5, y: -4.5, width: 9, height: 9 }),
    () => svg("path", { d: "M0-5.8 5.4 4.2-5.4 4.2Z" }),
    () => svg("path", { d: "M0-6.2 6.2 0 0 6.2-6.2 0Z" }),
    () => svg("path", { d: "M0 5.8 5.4-4.2-5.4-4.2Z" }),
    () => svg("path", { d: "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z" }),
    () => svg("circle", { r: 4, class: "hollow" }),
    () => svg("rect", { x: -4, y: -4, width: 8, height: 8, class: "hollow" }),
  ][shape % shapes]()
  // A nested picture is what takes a place in percent; the shape is drawn around its origin.
  return svg("svg", { x, y, overflow: "visible", class: "mark s" + shape % shapes, ...attributes }, drawn)
}

// One row of a leaderboard: the interval as a line, the rating as a dot.
function intervalPicture(row, along, label) {
  const picture = svg("svg", { class: "interval", role: "img", "aria-label": label, height: 26 })
  for (const tick of ticks(along.low, along.high, 4)) {
    picture.append(svg("line", { class: "grid", x1: part(along.at(tick)), x2: part(along.at(tick)), y1: 0, y2: 26 }))
  }
  if (isNumber(row.lower) && isNumber(row.upper)) {
    const [from, to] = [part(along.at(row.lower)), part(along.at(row.upper))]
    picture.append(
      svg("line", { class: "whisker", x1: from, x2: to, y1: 13, y2: 13 }),
      svg("line", { class: "whisker", x1: from, x2: from, y1: 8, y2: 18 }),
      svg("line", { class: "whisker", x1: to, x2: to, y1: 8, y2: 18 }))
  }
  if (isNumber(row.rating)) picture.append(svg("circle", { class: "dot", cx: part(along.at(row.rating)), cy: 13, r: 5 }))
  return picture
}

function axis(along, written) {
  const picture = svg("svg", { class: "axis", height: 20, "aria-hidden": "true" })
  for (const tick of ticks(along.low, along.high, 4)) {
    picture.append(svg("text", { x: part(along.at(tick)), y: 14, "text-anchor": "middle" }, written(tick)))
  }
  return picture
}

// A bar from 0 to `value` of `most`, with its number beside it.
function bar(value, most, kind) {
  const picture = svg("svg", { class: "bar " + (kind || ""), height: 10, "aria-hidden": "true" })
  picture.append(
    svg("rect", { class: "track", width: "100%", height: 10, rx: 2 }),
    svg("rect", { class: "filled", width: part(most > 0 ? 100 * Math.min(1, value / most) : 0), height: 10, rx: 2 }))
  return picture
}

// A dot on a line from 0 to 1, with a band that it should lie in.
function dotInBand(value, band, label) {
  const along = scale(0, 1)
  const picture = svg("svg", { class: "band", role: "img", "aria-label": label, height: 22 })
  const place = value > band[1] ? "above" : value < band[0] ? "below" : "inside"
  picture.append(
    svg("rect", {
      class: "range", x: part(along.at(band[0])), width: part(along.at(band[1]) - along.at(band[0])), height: 22,
    }),
    svg("line", { class: "grid", x1: "2%", x2: "98%", y1: 11, y2: 11 }),
    svg("circle", { class: "dot " + place, cx: part(along.at(value)), cy: 11, r: 5 }))
  return picture
}

// Lines over iterations. `series` are {name, values: [{x, y, low, high}]}; labels stand beside the ends.
function lineChart(series, xs, label) {
  const height = 260, room = 14
  const all = series.flatMap(line => line.values.flatMap(value => [value.y, value.low, value.high])).filter(isNumber)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const across = value => xs.length < 2 ? 50 : 4 + 92 * xs.indexOf(value) / (xs.length - 1)
  const up = value => height - room - (height - 2 * room) * (value - low) / (high - low || 1)
  const picture = svg("svg", { class: "lines", role: "img", "aria-label": label, height: height + 20 })
  const levels = ticks(low, high, 5)
  for (const level of levels) {
    picture.append(svg("line", { class: "grid", x1: 0, x2: "100%", y1: up(level), y2: up(level) }))
  }
  for (const x of xs) {
    picture.append(svg("text", { class: "tick", x: part(across(x)), y: height + 14, "text-anchor": "middle" }, x))
  }
  series.forEach((line, index) => drawLine(picture, line, index, across, up))
  const scaleMarks = levels.map(level => set(el("span", null, points(level)), { top: up(level) + "px" }))
  return el("div", { class: "line-chart" }, el("div", { class: "scale", "aria-hidden": "true" }, scaleMarks), picture,
    el("ul", { class: "ends" }, endLabels(series, up, height)))
}

function drawLine(picture, line, index, across, up) {
  const shape = index % shapes
  // Beside each other, so that intervals do not hide each other.
  const aside = value => across(value.x) + (index - 1.5) * 0.5
  line.values.forEach((value, position) => {
    const before = line.values[position - 1]
    if (before) {
      picture.append(svg("line", {
        class: "path s" + shape, x1: part(aside(before)), y1: up(before.y), x2: part(aside(value)), y2: up(value.y),
      }))
    }
    if (isNumber(value.low) && isNumber(value.high)) {
      const x = part(aside(value))
      picture.append(svg("line", { class: "error s" + shape, x1: x, x2: x, y1: up(value.low), y2: up(value.high) }))
    }
  })
  for (const value of line.values) picture.append(mark(shape, part(aside(value)), up(value.y), { class: "mark s" + shape }))
}

// The names at the height of their last values, moved apart where they would touch.
function endLabels(series, up, height) {
  const ends = series.map((line, index) => ({ line, index, y: up(line.values[line.values.length - 1].y) }))
    .sort((left, right) => left.y - right.y)
  let lowest = 0
  for (const end of ends) { end.y = Math.max(end.y, lowest); lowest = end.y + 19 }
  const over = Math.max(0, lowest - 19 - height)
  return ends.map(end => set(
    el("li", { title: end.line.name },
      svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, mark(end.index % shapes, 7, 7)),
      el("bdi", null, end.line.name)),
    { top: Math.max(0, end.y - over) + "px" }))
}
