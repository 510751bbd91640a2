// Which address a model is asked at, and where its key comes from.

internal import LoopKit
internal import SparCore

extension ModelRegistry {
  func address(of entry: ModelEntry, _ service: Service) throws(ModelError) -> BaseURL {
    if let url = entry.baseURL { return url }
    return try defaultURL(of: service)
  }

  /// The address that the environment names, or the service's own.
  private func defaultURL(of service: Service) throws(ModelError) -> BaseURL {
    for variable in service.addressVariables {
      guard let text = environment[variable] else { continue }
      do { return try BaseURL(text) } catch {
        throw .configuration("the address \(error.reason).", place: variable)
      }
    }
    return service.url
  }

  /// `key_env`, then `key_command`, then the service's variable. The last goes only to the address it belongs to, never
  /// to another that a file names. Without one, plain http and this machine are asked without a key.
  func keySource(_ entry: ModelEntry, _ url: BaseURL, _ service: Service) -> KeySource {
    if let variable = entry.keyVariable { return .variable(variable) }
    if let command = entry.keyCommand { return .command(command) }
    let belongs = entry.baseURL == nil || url == service.url || url == (try? defaultURL(of: service))
    if belongs, environment[service.keyVariable] != nil { return .variable(service.keyVariable) }
    if !url.isSecure || url.isLoopback { return .none }
    return .missing(belongs ? service.keyVariable : "key_env")
  }

  /// Nothing is run and nothing is refused here: both wait for the first request.
  func key(_ source: KeySource) -> APIKey {
    switch source {
    case .none: return APIKey(nil)
    case .command(let command): return APIKey(command: command)
    case .missing(let name): return APIKey(missing: name)
    case .variable(let name):
      guard let text = environment[name] else { return APIKey(missing: name) }
      switch KeyCommand.checked(text, from: name) {
      case .success(let secret): return APIKey(secret)
      case .failure(let failure): return APIKey(missing: name, reason: failure.reason)
      }
    }
  }
}
