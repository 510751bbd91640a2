// models.list, models.check

internal import LuaKit
internal import SparEngine
internal import SparModels

extension ModelsModule {
  static func listingVerbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "models.list", "The models of `spar.toml`.", returns: [.init("listed_model[]", "by name")],
        example: "for _, m in ipairs(models.list()) do print(m.name, m.model, m.has_key) end",
        .immediate { _ in [.list(host.engine.models.listing.map { ModelListing.shape.table($0) })] }),
      Verb(
        "models.check", "Asks each model one short question, past its line and its limits. Nothing is stored.",
        parameters: [.init("names", "string|string[]", "the models", default: "all of `spar.toml`")],
        returns: [.init("model_check[]", "in the order of the names")],
        example: "models.check{\"judge\", \"ollama/llama3.2\"}",
        .waiting { call in
          let names = call.values[0].isNil ? nil : try call.names(at: 0)
          return [
            .list(
              await host.engine.models.check(names, isDry: host.engine.isPlanning).map { ModelCheck.shape.table($0) })
          ]
        }),
    ]
  }
}
