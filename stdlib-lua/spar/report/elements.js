// Elements of the page. Every text goes in as a text node: what models wrote is never read as HTML.
"use strict"

const svgSpace = "http://www.w3.org/2000/svg"

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler)
    else element.setAttribute(name, value === true ? "" : String(value))
  }
  add(element, children)
  return element
}

// Children may be elements, texts, numbers, lists of those, or nothing.
function add(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue
    element.append(child instanceof Node ? child : document.createTextNode(String(child)))
  }
}

function el(tag, attributes, ...children) { return fill(document.createElement(tag), attributes, children) }

function svg(tag, attributes, ...children) { return fill(document.createElementNS(svgSpace, tag), attributes, children) }

// A custom property for the style sheet to work with; style attributes are forbidden on this page, and not needed.
function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value)
  return element
}

function section(id, title, about, ...content) {
  return el("section", { id, "aria-labelledby": id + "-title" },
    el("h2", { id: id + "-title" }, title), about && el("p", { class: "about" }, about), content)
}

// Why a section is empty, and what would fill it.
function absence(absent) {
  return el("p", { class: "absent" }, absent.reason, absent.hint && [" ", el("span", { class: "hint" }, absent.hint)])
}

// `columns` are {name, number, about, wide}, wide ones being left out on a phone, and may be used for several tables; `rows` lists of cells, each an element, a text
// or a list.
function table(columns, rows, attributes) {
  const head = columns.map(column =>
    el("th", { scope: "col", class: cellClass(column), title: column.about },
      column.name instanceof Node ? column.name.cloneNode(true) : column.name))
  const body = rows.map(row => el("tr", null, row.map((cell, index) => {
    if (cell instanceof HTMLTableCellElement) return cell
    return index === 0 && columns[0].heads !== false
      ? el("th", { scope: "row" }, cell) : el("td", { class: cellClass(columns[index]) }, cell)
  })))
  return el("div", { class: "scroll" },
    el("table", attributes, el("thead", null, el("tr", null, head)), el("tbody", null, body)))
}

function cellClass(column) {
  return [column.number && "number", column.wide && "wide"].filter(Boolean).join(" ") || null
}

// The name of a model, which may break after a slash, with a word where it is simulated.
function modelName(model, simulated) {
  const parts = model.split(/(?<=\/)/).flatMap((part, index) => index > 0 ? [el("wbr"), part] : [part])
  return el("span", { class: "model" }, el("bdi", null, parts), simulated && el("small", null, " simulated"))
}

// The first items, and the others behind a line that opens.
function firstOf(items, count, what, wrap) {
  if (items.length <= count) return wrap(items)
  const rest = items.slice(count)
  return [wrap(items.slice(0, count)),
    el("details", { class: "more" }, el("summary", null, `${grouped(rest.length)} more ${what}`), wrap(rest))]
}
