// A full disk: nothing that was committed is lost, reads go on, and with room again so do writes.

import SparCore
@testable import SparStore
import Testing

@Suite struct FullDiskTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func put(_ number: Int, in store: Store) async throws {
    let text = String(repeating: "\(number) ", count: 2000)
    _ = try await store.write { try $0.put(Seed.sample(text), key: .named("\(number)")) }
  }

  @Test("a full disk loses nothing and stops only writes")
  func full() async throws {
    let store = try Store.open(path: folder.database, pageLimit: 200)
    var count = 0
    let error = await #expect(throws: StoreError.self) {
      while count < 10_000 {
        try await put(count, in: store)
        count += 1
      }
    }
    #expect(error?.code == "store.full")
    #expect(error?.message.contains(folder.database) == true)
    #expect(count > 10)
    #expect(try store.read { try $0.counts()[.seed] } == count)
    store.close()

    let roomy = try Store.open(path: folder.database)
    #expect(try roomy.read { try $0.counts()[.seed] } == count)
    try await put(count, in: roomy)
    #expect(try roomy.read { try $0.counts()[.seed] } == count + 1)
    #expect(try roomy.read { try $0.connection.all("PRAGMA integrity_check") { $0.text() } } == ["ok"])
  }

  @Test("many writes at once on a full disk: each one that returned is there, each that threw is not")
  func concurrent() async throws {
    let store = try Store.open(path: folder.database, pageLimit: 300)
    let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
      for number in 0..<400 {
        group.addTask {
          do {
            try await put(number, in: store)
            return (number, true)
          } catch { return (number, false) }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(outcomes.values.contains(true))
    #expect(outcomes.values.contains(false))
    for (number, succeeded) in outcomes {
      let stored = try store.read { try $0.record(Seed.self, key: .named("\(number)")) }
      #expect((stored != nil) == succeeded)
    }
  }

  @Test("there is no opening where the schema finds no room")
  func noRoomForSchema() throws {
    let error = #expect(throws: StoreError.self) { try Store.open(path: folder.database, pageLimit: 5) }
    #expect(error?.code == "store.full")
  }
}
