// json.encode, json.decode

internal import LuaKit
internal import SparCore

enum JSONModule: Module {
  static let topic = Topic.program

  static func verbs(of host: ScriptHost) -> [Verb] { [encode, decode] }

  private static let encode = Verb(
    "json.encode", "A value as JSON on one line: a table with items is an array, any other an object.",
    parameters: [.init("value", "any", "tables, texts, numbers, booleans; no functions")],
    returns: [.init("string", "members in the order of their names, so that equal tables give equal texts")],
    example: "print(json.encode({name = \"tide_times\", days = {1, 2}}))",
    .immediate { call in [.string(call.values[0].json.text)] })

  private static let decode = Verb(
    "json.decode", "The value of a JSON text; an error says where the text is none.",
    parameters: [.init("text", "string", "the whole text")],
    returns: [.init("any", "`null` is nil; so a member that is null is not there")],
    example: "print(json.decode('{\"days\": [1, 2]}').days[2])",
    .immediate { call in
      guard let text = call.values[0].string else { throw call.wrong(0, "a text") }
      do { return [LuaValue(try JSON(parsing: text))] } catch {
        throw ScriptError(.argument, "json.decode: the text is not JSON: \(error)")
      }
    })
}
