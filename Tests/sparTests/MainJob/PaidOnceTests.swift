// Two hundred rows over a real socket: each change asks for what it changes, and for nothing else.

import SparTesting
import Testing

@Suite("Nothing is paid twice")
struct PaidOnceTests {
  /// What a run of the script is given; each field can change the replies.
  private struct Job {
    var rows = 200
    var changedRow = ""
    var system = "Be brief."
    var wireModel = "m"
    var temperature = 0.5
    var url: String

    func write(to folder: ProjectFolder) throws {
      try folder.write(
        """
        [models.writer]
        model = "\(wireModel)"
        base_url = "\(url)"
        temperature = \(temperature)
        """, to: "spar.toml")
      try folder.write(
        """
        ---
        about: Answers.
        role: contender
        inputs:
          instruction: {about: The task., sample: "Which fuel?"}
          passage: {about: The passage., sample: "It burned oil.", optional: true}
        reply: text
        sample_replies: {good: ["Oil."], bad: [""]}
        ---
        === system ===
        \(system)

        === user ===
        {{ instruction }}
        """, to: "Prompts/respond/answer.md")
      try folder.write(
        """
        local items = {}
        for i = 1, \(rows) do items[i] = "Write about the number " .. i end
        if "\(changedRow)" ~= "" then items[7] = "\(changedRow)" end
        print(#respond(items, "writer"))
        """, to: "f.lua")
    }
  }

  @Test("one more row is one call; another prompt, model, parameter or address all of them; the same again none")
  func changes() throws {
    let server = try StubServer { _ in .chat("done") }
    let other = try StubServer { _ in .chat("done") }
    let folder = try ProjectFolder()
    var job = Job(url: server.url)
    func calls(_ job: Job) throws -> Int {
      let before = server.requests.count + other.requests.count
      try job.write(to: folder)
      let run = try SparProcess.run("f.lua", in: folder)
      #expect(run.output == "\(job.rows)\n", "\(run.errors)")
      return server.requests.count + other.requests.count - before
    }
    #expect(try calls(job) == 200)
    #expect(try calls(job) == 0)
    job.rows = 201
    #expect(try calls(job) == 1)
    job.changedRow = "Write about the number seven."
    #expect(try calls(job) == 1)
    let first = job
    job.system = "Be very brief."
    #expect(try calls(job) == 201)
    job = first
    job.wireModel = "n"
    #expect(try calls(job) == 201)
    job = first
    job.temperature = 0.6
    #expect(try calls(job) == 201)
    job = first
    job.url = other.url
    #expect(try calls(job) == 201)
    #expect(try calls(first) == 0)
  }
}
