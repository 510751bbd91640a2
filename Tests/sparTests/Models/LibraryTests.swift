// Which libraries a call brings into the process: libcurl brings thirty more.

import SparTesting
import Testing

@Suite("Libraries of a call")
struct LibraryTests {
  private let script = """
    assert(respond("Name a fuel.", "openai/m").text == "done")
    local maps <close> = assert(io.open("/proc/self/maps"))
    print(maps:read("a"):find("libcurl", 1, true) ~= nil)
    """

  @Test("libcurl is loaded only for a request that needs it", arguments: [("", "false\n"), ("curl", "true\n")])
  func libcurl(way: String, isLoaded: String) throws {
    let server = try StubServer { _ in .chat("done") }
    let folder = try ProjectFolder()
    try folder.write(script, to: "f.lua")
    let outcome = try SparProcess.run(
      "run", "f.lua", in: folder,
      environment: ["OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.url, "SPAR_HTTP": way])
    #expect(outcome.code == 0 && outcome.output == isLoaded, "\(outcome.errors)")
    #expect(server.requests.count == 1)
  }
}
