// Source code: its language by extension, or by the first line of a script.

struct CodeReader: WholeFileReader {
  let name = "code"
  var extensions: Set<String> { Set(Self.languages.keys) }

  func document(_ text: [UInt8], named name: String) -> Document {
    let language = Self.languages[SeedFile(path: name).fileExtension]
    return Document(type: "code", text: text, language: language)
  }

  /// The language of a text that begins with `#!`; `nil` for any other.
  static func language(ofScript text: [UInt8]) -> String? {
    guard text.starts(with: Array("#!".utf8)) else { return nil }
    let words = String(utf8: text.prefix(200).prefix { $0 != 0x0A }.dropFirst(2)).split { $0 == " " || $0 == "\t" }
    let names = words.map { $0.split(separator: "/").last ?? $0 }.drop { $0 == "env" || $0.hasPrefix("-") }
    guard let program = names.first?.prefix(while: { $0.isLetter }) else { return nil }
    return interpreters[String(program)]
  }

  private static let interpreters = [
    "sh": "shell", "bash": "shell", "dash": "shell", "zsh": "shell", "ksh": "shell", "python": "python", "perl": "perl",
    "ruby": "ruby", "node": "javascript", "lua": "lua", "awk": "awk", "gawk": "awk", "mawk": "awk", "tclsh": "tcl",
    "php": "php",
    "swift": "swift", "Rscript": "r",
  ]

  private static let languages = [
    "adb": "ada", "ads": "ada", "asm": "assembly", "awk": "awk", "bash": "shell", "c": "c", "cc": "c++",
    "clj": "clojure",
    "cljs": "clojure", "cpp": "c++", "cs": "c#", "cxx": "c++", "d": "d", "dart": "dart", "el": "lisp", "erl": "erlang",
    "ex": "elixir", "exs": "elixir", "f": "fortran", "f90": "fortran", "f95": "fortran", "fnl": "fennel", "fs": "f#",
    "go": "go",
    "groovy": "groovy", "h": "c", "hh": "c++", "hpp": "c++", "hs": "haskell", "java": "java", "jl": "julia",
    "js": "javascript",
    "jsx": "javascript", "kt": "kotlin", "kts": "kotlin", "lisp": "lisp", "lua": "lua", "m": "objective-c",
    "mjs": "javascript",
    "ml": "ocaml", "mli": "ocaml", "nim": "nim", "pas": "pascal", "php": "php", "pl": "perl", "pm": "perl",
    "proto": "protobuf",
    "py": "python", "pyi": "python", "r": "r", "rb": "ruby", "rkt": "scheme", "rs": "rust", "s": "assembly",
    "scala": "scala",
    "scm": "scheme", "sh": "shell", "sql": "sql", "swift": "swift", "tcl": "tcl", "ts": "typescript",
    "tsx": "typescript",
    "v": "verilog", "vhd": "vhdl", "vhdl": "vhdl", "vim": "vim", "zig": "zig", "zsh": "shell",
  ]
}
