// How numbers are written.
"use strict"

const none = "–"

function isNumber(value) { return typeof value === "number" && Number.isFinite(value) }

function grouped(value) { return isNumber(value) ? String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",") : none }

function percent(share, digits) {
  if (!isNumber(share)) return none
  const value = 100 * share
  const shown = value.toFixed(digits || 0)
  // What is not nothing is not written as nothing, and what is not all not as all.
  if (!digits && value > 0 && shown === "0") return "<1 %"
  if (!digits && value < 100 && shown === "100") return ">99 %"
  return shown + " %"
}

function points(value) { return isNumber(value) ? value.toFixed(0) : none }

function fixed(value, digits) { return isNumber(value) ? value.toFixed(digits) : none }

function score(value) { return isNumber(value) ? String(Math.round(value * 100) / 100) : none }

function interval(row) {
  return isNumber(row.lower) && isNumber(row.upper) ? `${points(row.lower)} – ${points(row.upper)}` : none
}

function counted(number, one, many) { return `${grouped(number)} ${number === 1 ? one : many || one + "s"}` }

// "2026-11-23 03:34 UTC" of an ISO time.
function moment(text) { return typeof text === "string" ? text.slice(0, 16).replace("T", " ") + " UTC" : none }

// Lines of a cost table together: `$1.23`, with ~ for estimates and + ? for what has no price.
function dollars(lines) {
  if (lines.length === 0) return none
  const real = lines.filter(line => !line.simulated)
  if (real.length === 0) return "simulated"
  const micro = real.reduce((sum, line) => sum + line.cost_microusd, 0)
  const unpriced = real.some(line => line.unpriced > 0)
  if (unpriced && micro === 0) return "$?"
  const amount = micro / 1e6
  const shown = amount > 0 && amount < 0.01 ? amount.toFixed(4) : amount.toFixed(2)
  return (real.some(line => line.estimated) ? "~" : "") + "$" + shown + (unpriced ? " + ?" : "")
}

function sum(list, of) { return list.reduce((total, item) => total + of(item), 0) }
