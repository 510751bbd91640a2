// The stock of a small library of tools: who has borrowed what, and what is overdue.

/// A tool that members can borrow.
struct Tool: Hashable {
  let name: String
  /// How many days it may be kept.
  let loanDays: Int
}

/// A tool in somebody's hands.
struct Loan {
  let tool: Tool
  let member: String
  let day: Int

  func isOverdue(on today: Int) -> Bool { today - day > tool.loanDays }
}

enum LendingError: Error {
  case noneLeft(Tool)
  case limitReached(member: String, limit: Int)
  case notBorrowed(Tool, member: String)
}

/// Counts the copies of each tool and keeps the loans.
struct Inventory {
  private var copies: [Tool: Int] = [:]
  private(set) var loans: [Loan] = []
  let limitPerMember = 3

  mutating func add(_ tool: Tool, copies count: Int = 1) {
    copies[tool, default: 0] += count
  }

  func available(_ tool: Tool) -> Int {
    copies[tool, default: 0] - loans.filter { $0.tool == tool }.count
  }

  mutating func lend(_ tool: Tool, to member: String, on day: Int) throws {
    guard available(tool) > 0 else { throw LendingError.noneLeft(tool) }
    let held = loans.filter { $0.member == member }.count
    guard held < limitPerMember else {
      throw LendingError.limitReached(member: member, limit: limitPerMember)
    }
    loans.append(Loan(tool: tool, member: member, day: day))
  }

  /// Takes a tool back and returns the fee: ten pence for each day beyond the loan.
  mutating func takeBack(_ tool: Tool, from member: String, on today: Int) throws -> Int {
    guard let index = loans.firstIndex(where: { $0.tool == tool && $0.member == member }) else {
      throw LendingError.notBorrowed(tool, member: member)
    }
    let loan = loans.remove(at: index)
    return max(0, today - loan.day - loan.tool.loanDays) * 10
  }

  /// Members with overdue tools, the longest overdue first.
  func reminders(on today: Int) -> [String] {
    loans.filter { $0.isOverdue(on: today) }
      .sorted { ($0.day + $0.tool.loanDays) < ($1.day + $1.tool.loanDays) }
      .map { "\($0.member): \($0.tool.name), \(today - $0.day - $0.tool.loanDays) days late" }
  }
}
