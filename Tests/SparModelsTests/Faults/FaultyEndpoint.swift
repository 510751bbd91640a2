// One model at a server that misbehaves: what a call brings, and how often the server was asked for it.

import LoopKit
import SparCore
import SparModels
import SparTesting

@Host
struct FaultyEndpoint {
  let server: StubServer
  let clock = VirtualClock()
  private let model: Model

  /// - Parameters:
  ///   - settings: further lines of the model's table.
  ///   - limits: lines of the table `[limits]`.
  init(
    _ settings: String = "", limits: String = "", _ handler: @escaping StubServer.Handler
  ) throws {
    server = try StubServer(handler)
    model = try Self.model(at: server.url, settings, limits: limits, clock: clock)
  }

  init(_ reply: StubReply, _ settings: String = "", limits: String = "") throws {
    try self.init(settings, limits: limits) { _ in reply }
  }

  func reply() async throws(ModelError) -> ModelReply { try await model.reply(to: .plain()) }

  /// The code of the error that the call ends with, and how many requests it took; `nil` for a reply.
  func fault() async -> (code: String?, requests: Int) {
    let code = await Self.code(of: model)
    return (code, server.requests.count)
  }

  /// The code of the error at an address at which no scripted server stands.
  static func code(at url: String) async throws -> String? { await code(of: try model(at: url)) }

  private static func code(of model: Model) async -> String? {
    do throws(ModelError) {
      _ = try await model.reply(to: .plain())
      return nil
    } catch {
      return error.code
    }
  }

  private static func model(
    at url: String, _ settings: String = "", limits: String = "", clock: VirtualClock = VirtualClock()
  ) throws -> Model {
    let text = """
      [models.m]
      model = "qwen"
      base_url = "\(url)"
      key_env = "KEY"
      \(settings)
      [limits]
      \(limits)
      """
    return try ModelRegistry(
      configuration: ModelConfiguration(parsing: text), environment: ["KEY": "sk-very-secret"], clock: clock.clock
    ).model("m")
  }
}
