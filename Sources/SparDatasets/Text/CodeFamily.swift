// How languages show what belongs together: by braces, by indentation, or by a word at the end.

struct CodeFamily {
  /// Whether depth is read off the indentation, as in languages that are written with `end` too; else off brackets.
  let isByIndentation: Bool
  /// Words that end a block or go on with it.
  let closers: Set<String>
  /// What begins a comment that goes on to the end of the line.
  let lineComments: [[UInt8]]
  /// Whether `/*` begins a comment.
  let hasBlockComments: Bool
  /// What encloses strings of several lines.
  let longQuotes: [[UInt8]]
  /// Whether '…' holds one character, and ' may stand alone otherwise.
  let hasCharacters: Bool

  init(_ language: String?) {
    let language = language ?? ""
    isByIndentation = !Self.braces.contains(language)
    closers =
      switch language {
      case "python": ["else", "elif", "except", "finally"]
      case "shell": ["else", "elif", "fi", "done", "esac", "then", "do"]
      default:
        isByIndentation
          ? ["end", "endif", "endfunction", "else", "elsif", "elseif", "rescue", "ensure", "until"]
          : ["else", "catch", "finally", "while"]
      }
    lineComments =
      switch language {
      case "php", "javascript", "typescript": ["//"].map { Array($0.utf8) }
      case "perl", "awk", "tcl", "r", "python", "shell", "ruby": ["#"].map { Array($0.utf8) }
      case "ada", "lua", "haskell", "sql", "vhdl": ["--"].map { Array($0.utf8) }
      default: isByIndentation ? [] : [Array("//".utf8)]
      }
    hasBlockComments = !isByIndentation && !["perl", "awk", "tcl", "r"].contains(language)
    longQuotes = Self.longQuotes(of: language).map { Array($0.utf8) }
    hasCharacters = Self.characters.contains(language)
  }

  func lines(of text: [UInt8]) -> CodeLines { CodeLines(family: self) }

  private static func longQuotes(of language: String) -> [String] {
    switch language {
    case "python": ["\"\"\"", "'''"]
    case "swift", "kotlin", "scala", "java", "dart", "groovy": ["\"\"\""]
    case "javascript", "typescript", "go": ["`"]
    default: []
    }
  }

  private static let braces: Set<String> = [
    "c", "c++", "c#", "d", "dart", "go", "groovy", "java", "javascript", "kotlin", "objective-c", "perl", "php",
    "protobuf", "r", "rust", "scala", "swift", "tcl", "typescript", "verilog", "zig", "awk", "cuda", "css", "glsl",
    "thrift", "solidity", "vala",
  ]
  private static let characters: Set<String> = [
    "c", "c++", "c#", "d", "go", "java", "kotlin", "objective-c", "rust", "scala", "verilog", "zig", "cuda", "swift",
  ]
}
