// Looking into JSON values.

import SparCore
import Testing

@Suite("JSON values")
struct JSONValueTests {
  @Test("a value is only what it is")
  func kinds() {
    #expect(JSON.string("1").int == nil)
    #expect(JSON.int(1).string == nil && JSON.int(1).bool == nil)
    #expect(JSON.bool(true).int == nil)
    #expect(JSON.null.array == nil && JSON.null.object == nil && JSON.null["a"] == nil && JSON.null[0] == nil)
  }

  @Test("a double without a fraction counts as an integer, and an integer as a double")
  func numbers() {
    #expect(JSON.double(3).int == 3)
    #expect(JSON.double(3.5).int == nil && JSON.double(1e300).int == nil && JSON.double(.nan).int == nil)
    #expect(JSON.int(3).double == 3)
  }

  @Test("elements and members that are not there are nil")
  func missing() {
    let value: JSON = ["list": [1, 2]]
    #expect(value["list"]?[1] == 2)
    #expect(value["list"]?[2] == nil && value["list"]?[-1] == nil && value["other"] == nil)
  }

  @Test("setting a member replaces it in place, appends it, or removes it")
  func setting() {
    var object = JSONObject([("a", 1), ("b", 2)])
    object["a"] = 3
    object["c"] = 4
    object["b"] = nil
    object["d"] = nil
    #expect(JSON.object(object).text == #"{"a":3,"c":4}"#)
  }

  @Test("objects with other orders are other values")
  func order() {
    #expect(JSON.object(JSONObject([("a", 1), ("b", 2)])) != .object(JSONObject([("b", 2), ("a", 1)])))
  }
}
