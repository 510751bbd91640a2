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

  /// The language that a data set calls `C++`, `Python` or `py`; `nil` for what is none here.
  static func language(named name: String) -> String? {
    let name = name.lowercased()
    return names.contains(name) ? name : languages[name]
  }

  private static let names = Set(languages.values)

  private static let interpreters = [
    "sh": "shell", "bash": "shell", "dash": "shell", "zsh": "shell", "ksh": "shell", "python": "python", "perl": "perl",
    "ruby": "ruby", "node": "javascript", "lua": "lua", "awk": "awk", "gawk": "awk", "mawk": "awk", "tclsh": "tcl",
    "php": "php",
    "swift": "swift", "Rscript": "r",
  ]

  /// The languages, and the extensions of their files.
  private static let languages: [String: String] = {
    let extensions = [
      "ada": "adb ads", "assembly": "asm s", "awk": "awk", "c": "c h", "c#": "cs",
      "c++": "cc cpp cxx hh hpp hxx inl ipp tcc", "clojure": "clj cljs", "cmake": "cmake", "cobol": "cbl cob",
      "coffeescript": "coffee", "crystal": "cr", "css": "css less scss", "cuda": "cu cuh", "d": "d", "dart": "dart",
      "elixir": "eex ex exs", "elm": "elm", "erlang": "erl hrl", "f#": "fs fsx", "fennel": "fnl",
      "fortran": "f f03 f08 f90 f95 for", "gdscript": "gd", "glsl": "glsl", "go": "go", "graphql": "gql graphql",
      "groovy": "gradle groovy", "haskell": "hs lhs", "haxe": "hx", "hy": "hy", "janet": "janet", "java": "java",
      "javascript": "cjs js jsx mjs", "julia": "jl", "kotlin": "kt kts", "lisp": "cl el lisp lsp", "lua": "lua",
      "m4": "m4", "make": "mak mk", "nim": "nim", "nix": "nix", "objective-c": "m mm", "ocaml": "ml mli mlx",
      "odin": "odin", "pascal": "dpr pas", "perl": "pl pm", "php": "php phtml", "powershell": "ps1 psm1",
      "protobuf": "proto", "purescript": "purs", "python": "py pyi pyw pyx", "r": "r", "racket": "rkt",
      "raku": "raku", "ruby": "gemspec rake rb", "rust": "rs", "sas": "sas", "scala": "scala", "scheme": "scm sld",
      "shell": "bash bats fish ksh sh zsh", "solidity": "sol", "sql": "sql", "svelte": "svelte", "swift": "swift",
      "tcl": "tcl", "terraform": "tf", "thrift": "thrift", "toml": "toml", "typescript": "cts mts ts tsx",
      "vala": "vala", "verilog": "sv svh v vh", "vhdl": "vhd vhdl", "vim": "vim", "visual basic": "vb", "vue": "vue",
      "webassembly": "wat", "zig": "zig",
    ]
    var languages: [String: String] = [:]
    for (language, names) in extensions {
      for name in names.split(separator: " ") { languages[String(name)] = language }
    }
    return languages
  }()
}
