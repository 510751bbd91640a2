// Names of simulated models: what they say and what is wrong with them.

import SparModels
import Testing

@Suite("Names of simulated models")
struct SimulatedModelTests {
  @Test("a built-in name has its latent skill, and contenders stand in the order of skill")
  func builtIn() throws {
    let skills = try SimulatedModel.contenders.map { try SimulatedModel($0).skill }
    #expect(skills == skills.sorted())
    #expect(Set(skills).count == 4)
    #expect(SimulatedModel.contenders == ["novice", "apprentice", "journeyman", "master"])
  }

  @Test("parameters in the name set skill, noise and biases")
  func parameters() throws {
    #expect(try SimulatedModel("contender?skill=0.4").skill == 0.4)
    let judge = try SimulatedModel("judge?noise=0.8&position=-0.3&length=0.2")
    #expect(judge.noise == 0.8)
    #expect(judge.position == -0.3)
    #expect(judge.length == 0.2)
    #expect(judge.name == "judge")
    #expect(judge.wireName == "judge?noise=0.8&position=-0.3&length=0.2")
  }

  @Test("biases are zero unless the name sets them")
  func defaults() throws {
    let judge = try SimulatedModel("judge")
    #expect(judge.position == 0)
    #expect(judge.length == 0)
  }

  @Test("an unknown model is an error that lists the pool and names the nearest")
  func unknownModel() {
    let error = #expect(throws: ModelError.self) { try SimulatedModel("mastr") }
    #expect(error?.code == "model.unknown")
    #expect(error?.message.contains("sim/mastr") == true)
    #expect(error?.hint?.contains("Did you mean \"sim/master\"?") == true)
    #expect(error?.hint?.contains("sim/journeyman") == true)
  }

  @Test("an unknown parameter is an error that names the nearest")
  func unknownParameter() {
    let error = #expect(throws: ModelError.self) { try SimulatedModel("judge?nois=0.8") }
    #expect(error?.code == "model.parameter")
    #expect(error?.hint?.contains("Did you mean \"noise\"?") == true)
  }

  @Test(
    "a value that is no number of the parameter's range is an error",
    arguments: [
      "judge?noise=much", "judge?noise", "judge?noise=", "contender?skill=1.5", "contender?skill=-0.1",
      "contender?skill=nan",
      "contender?skill=inf",
    ])
  func badValue(name: String) {
    let error = #expect(throws: ModelError.self) { try SimulatedModel(name) }
    #expect(error?.code == "model.parameter")
  }

  @Test("an empty list of parameters is no error, and an empty name is")
  func empty() throws {
    #expect(try SimulatedModel("master?").skill == SimulatedModel("master").skill)
    #expect(throws: ModelError.self) { try SimulatedModel("") }
  }
}
