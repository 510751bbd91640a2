// What an edit changed, word by word: the longest common subsequence of two lists of words.
"use strict"

function words(text) { return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) || [] }

// Above this many pairs of words the texts are shown one after the other instead.
const mostPairs = 4e6

// A list of [kind, text], kind being "same", "gone" or "new"; nothing where the texts are too long to compare.
function difference(before, after) {
  let [old, now] = [words(before), words(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1
  const [head, tail] = [old.slice(0, start), old.slice(old.length - end)]
  old = old.slice(start, old.length - end)
  now = now.slice(start, now.length - end)
  if (old.length * now.length > mostPairs) return null
  return joined([...head.map(word => ["same", word]), ...compared(old, now), ...tail.map(word => ["same", word])])
}

function compared(old, now) {
  const width = now.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = old[i] === now[j] ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
    }
  }
  const steps = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) { steps.push(["same", old[i]]); i += 1; j += 1 }
    else if (j >= now.length || (i < old.length && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      steps.push(["gone", old[i]]); i += 1
    } else { steps.push(["new", now[j]]); j += 1 }
  }
  return steps
}

// Neighbours of one kind together; a space between two changes belongs to both.
function joined(steps) {
  const parts = []
  for (const [kind, text] of steps) {
    const last = parts[parts.length - 1]
    if (last && last[0] === kind) last[1] += text
    else parts.push([kind, text])
  }
  return parts
}

// Of what stays the same, so many characters are shown on each side of a change.
const context = 160

function shortened(text, isFirst, isLast) {
  if (text.length <= 3 * context) return text
  const head = isFirst ? "" : text.slice(0, context), tail = isLast ? "" : text.slice(-context)
  return [head, el("span", { class: "same-left-out" }, ` … ${grouped(text.length - head.length - tail.length)} characters as before … `), tail]
}

function differenceView(before, after) {
  const parts = difference(before, after)
  if (!parts) return el("div", { class: "diff", dir: "auto" }, el("del", null, before), "\n\n", el("ins", null, after))
  const tags = { same: "span", gone: "del", new: "ins" }
  return el("div", { class: "diff", dir: "auto" }, parts.map(([kind, text], index) =>
    el(tags[kind], null, kind === "same" ? shortened(text, index === 0, index === parts.length - 1) : text)))
}
