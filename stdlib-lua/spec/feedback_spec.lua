-- Specs of spar/feedback.lua, spar/broken.lua and spar/changes.lua with numbers worked out by hand.

local broken = require "spar.broken"
local fake = require "spec.fake_host"
local feedback = require "spar.feedback"
local with_globals = require("spar.spec").with_globals

-- `count` battles of the target on one type; the scores are the target's and the rival's.
local function battles_of(list, name, count, outcome, target_score, rival_score, flipped)
  for _ = 1, count do
    list[#list + 1] = {
      instruction = "i" .. #list, type = name, model_a = "target", model_b = "rival", outcome = outcome,
      score_a = target_score, score_b = rival_score, flipped = flipped or false,
    }
  end
  return list
end

local nodes = { { name = "x", weight = 1 }, { name = "y", weight = 1 }, { name = "z", weight = 2 } }

local function lost_x_won_y()
  return battles_of(battles_of({}, "x", 10, "b", 3, 7.5), "y", 10, "a", 8, 4)
end

describe("feedback.diversity", function()
  it("moves weight to the types that challenge the target", function()
    -- x: lost 1, gap 4.5/9, flips 0: challenge .65; y: 0; mean .325. Ten battles of prior halve the distance to the
    -- mean: .4875 and .1625, relative 1.5 and .5; wished .25 + .75 * 1.5 and .25 + .75 * .5; half way from 1.
    local weights, evidence = feedback.diversity(lost_x_won_y(), { target = "target", nodes = nodes })
    assert.same({ x = 1.1875, y = 0.8125, z = 2 }, weights)
    assert.near(0.4875, evidence.x.challenge)
    assert.near(0.5, evidence.x.gap)
    assert.same({ 10, 1, 0 }, { evidence.x.battles, evidence.x.loss_rate, evidence.y.loss_rate })
    assert.same({ battles = 0, old = 2, new = 2 }, evidence.z)
  end)

  it("believes one battle less than many", function()
    local battles = battles_of(battles_of({}, "x", 1, "b", 3, 7.5), "y", 19, "a", 8, 4)
    local _, evidence = feedback.diversity(battles, { target = "target", nodes = nodes })
    assert.near((0.65 + 10 * 0.0325) / 11, evidence.x.challenge)
    assert.near(10 * 0.0325 / 29, evidence.y.challenge)
  end)

  it("keeps every type at the floor", function()
    local uneven = { { name = "x", weight = 3.7 }, { name = "y", weight = 0.3 } }
    local weights = feedback.diversity(lost_x_won_y(), { target = "target", nodes = uneven, smoothing = 0.1 })
    assert.near(0.25 * 2, weights.y) -- .3 + .1 * (2 * .625 - .3) = .395 lies below a quarter of the mean 2
  end)

  it("leaves a type switched off", function()
    local with_off = { { name = "x", weight = 1 }, { name = "off", weight = 0 } }
    local weights = feedback.diversity(lost_x_won_y(), { target = "target", nodes = with_off })
    assert.falsy(weights.off)
  end)

  it("counts a flip as challenge and only the target's battles", function()
    local battles = battles_of({}, "x", 4, "tie", 5, 5, true)
    battles_of(battles, "x", 4, "inconsistent", 5, 5, true)
    battles_of(battles, "y", 4, "tie", 5, 5)
    local others = { type = "y", model_a = "other", model_b = "rival", outcome = "a", score_a = 9, score_b = 1 }
    battles[#battles + 1] = others
    local _, evidence = feedback.diversity(battles, { target = "target", nodes = nodes })
    assert.same({ 4, 1, 0 }, { evidence.x.battles, evidence.x.flips, evidence.y.flips })
    assert.equal(4, evidence.y.battles)
    assert.truthy(evidence.x.new > evidence.y.new)
  end)

  it("counts no gap and no flips where a reward model judged alone, whose scores have a scale of their own", function()
    local battles = battles_of(battles_of({}, "x", 2, "b", -300, 700), "y", 2, "tie", 5, 5, true)
    for index = 1, 2 do battles[index].verdicts = { { order = "alone", state = "b" } } end
    battles_of(battles, "y", 2, "tie", 0, 0)
    for index = 5, 6 do battles[index].verdicts = { { order = "alone", state = "tie" } } end
    local _, evidence = feedback.diversity(battles, { target = "target", nodes = nodes })
    assert.same({ 2, 1, 0, 0 }, { evidence.x.battles, evidence.x.loss_rate, evidence.x.gap, evidence.x.flips })
    assert.equal(1, evidence.y.flips) -- of the two that have seats
    local counts = require("spar.measures").outcomes(battles)
    assert.same({ 6, 2, 2 }, { counts.judged, counts.seated, counts.flips })
  end)

  it("changes nothing where nothing challenges", function()
    local battles = battles_of(battles_of({}, "x", 5, "a", 8, 4), "y", 5, "a", 8, 4)
    assert.same({ x = 1, y = 1, z = 2 }, (feedback.diversity(battles, { target = "target", nodes = nodes })))
    assert.same({ x = 1, y = 1, z = 2 }, (feedback.diversity({}, { target = "target", nodes = nodes })))
  end)

  it("names an option it does not know", function()
    local function call() feedback.diversity({}, { target = "t", nodes = nodes, flor = 1 }) end
    with_globals({ spar = { nearest = fake.nearest } }, function()
      assert.error_matches(call, "feedback.diversity has no option flor; did you mean floor%?")
    end)
  end)
end)

describe("feedback.complexity", function()
  local mixed = { "harder", "unanswerable", "flip" }

  it("goes harder above the band, easier below it, and mixes inside", function()
    local battles = battles_of(lost_x_won_y(), "z", 3, "a", 8, 4)
    battles_of(battles, "z", 1, "b", 4, 8)
    local plan, bands = feedback.complexity(battles, { target = "target", nodes = nodes })
    assert.same({ x = { "easier" }, y = { "harder" }, z = mixed }, plan) -- .75 lies inside
    assert.same({ battles = 4, win_rate = 0.75, place = "inside" }, bands.z)
  end)

  it("counts a tie as half a win", function()
    local _, bands = feedback.complexity(battles_of({}, "x", 4, "tie", 5, 5), { target = "target", nodes = nodes })
    assert.equal(0.5, bands.x.win_rate)
  end)

  it("keeps the plan of a type with too few battles", function()
    local battles = battles_of({}, "x", 3, "a", 8, 4)
    local plan, bands = feedback.complexity(battles, { target = "target", nodes = nodes, plan = { x = { "easier" } } })
    assert.same({ x = { "easier" } }, plan)
    assert.same({}, bands)
  end)

  it("draws a goal only where the plan leaves a choice", function()
    local third = { index = function(_, n) return n end }
    assert.equal("easier", feedback.goal({ x = { "easier" } }, { type = "x" }, nil))
    assert.equal("flip", feedback.goal({}, { type = "x" }, third))
  end)
end)

describe("broken.drop", function()
  local function scored(instruction, outcome, a, b, flipped)
    return {
      instruction = instruction, model_a = "m" .. a, model_b = "n" .. b, outcome = outcome, score_a = a, score_b = b,
      flipped = flipped,
    }
  end

  it("drops what all answer badly while the orders disagree", function()
    local battles = { scored("i1", "tie", 3, 4, true), scored("i2", "b", 3, 8, true), scored("i1", "a", 2, 1, false) }
    local sound, ids = broken.drop(battles)
    assert.same({ "i1" }, ids)
    assert.same({ battles[2] }, sound)
  end)

  it("keeps what all answer badly while the judges agree: that is hard", function()
    local battles = { scored("i1", "a", 4, 2, false), scored("i1", "a", 3, 2, false), scored("i1", "a", 3, 1, true) }
    local sound, ids = broken.drop(battles)
    assert.equal(3, #sound)
    assert.same({}, ids)
  end)

  it("reads disagreement of a jury off the verdicts", function()
    local disputed = scored("i1", "a", 3, 2, false)
    disputed.verdicts = { { state = "a" }, { state = "b" }, { state = "a" } }
    assert.same({ "i1" }, select(2, broken.drop({ disputed })))
  end)

  it("never calls an instruction broken by the scores of reward models", function()
    local disputed = scored("i1", "a", 3, 2, false)
    disputed.verdicts = { { state = "a", order = "alone" }, { state = "b", order = "alone" } }
    assert.same({}, select(2, broken.drop({ disputed })))
    disputed.verdicts[2].order = "ab"
    assert.same({ "i1" }, select(2, broken.drop({ disputed })))
  end)

  it("believes a person who finds both responses bad", function()
    local bad = {
      instruction = "i1", model_a = "target", model_b = "rival", outcome = "tie",
      verdicts = { { judge = "human:me", state = "tie", order = "ab", both_bad = true } },
    }
    assert.same({ "i1" }, select(2, broken.drop({ bad })))
    bad.score_a, bad.score_b = 8, 8
    assert.same({}, select(2, broken.drop({ bad })))
  end)

  it("leaves battles without an instruction as they are", function()
    local wordless = { model_a = "x", model_b = "y", outcome = "tie", verdicts = {} }
    local sound, ids = broken.drop({ wordless })
    assert.same({ wordless }, sound)
    assert.same({}, ids)
  end)

  it("never calls an unread instruction broken", function()
    assert.same({}, select(2, broken.drop({ scored("i1", "unparsed", 1, 1, false) })))
  end)
end)

describe("feedback.learn and feedback.diff", function()
  local options = { target = "target", nodes = nodes, plan = { x = { "harder" } } }

  local function learnt_with(more)
    local merged = { target = options.target, nodes = options.nodes, plan = options.plan }
    for name, value in pairs(more) do merged[name] = value end
    return feedback.learn(lost_x_won_y(), merged)
  end

  it("say in numbers what changes", function()
    assert.equal(table.concat({
      "type weights: 2 changed",
      "  type  weight         new  battles   lost   gap  flips",
      "  x       1.00  up    1.19       10  100 %  0.50    0 %",
      "  y       1.00  down  0.81       10    0 %  0.00    0 %",
      "refinement goals: 2 switched",
      "  type  target wins  battles  goal                            new",
      "  x             0 %       10  harder                          easier",
      "  y           100 %       10  harder or unanswerable or flip  harder",
    }, "\n"), tostring(feedback.diff(learnt_with {})))
  end)

  it("show the largest changes where there are many", function()
    local text = tostring(feedback.diff(learnt_with {}, { limit = 1 }))
    assert.matches("2 changed, the largest 1\n", text)
    assert.falsy(text:find("\n  y  +1.00"))
  end)

  it("leave everything alone in the baseline arm", function()
    local learnt = learnt_with { diversity = false, complexity = false }
    assert.falsy(learnt.weights)
    assert.equal(options.plan, learnt.plan)
    assert.equal("type weights: feedback off\nrefinement goals: feedback off", tostring(feedback.diff(learnt)))
  end)
end)
