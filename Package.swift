// swift-tools-version: 6.2
// Spar: floors of targets, lowest first. A target lists only targets of lower floors; see docs/architecture.md.
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  // Checked in every debug build, by every test; in a release build the checks take a hundredth of a call.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

func swift(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

/// A system library, found through pkg-config, and the Debian package that brings it.
func system(_ name: String, _ pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// Small C between Swift and a library: what Swift cannot call (macros, variadics, longjmp).
func shim(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, cSettings: [.define("_GNU_SOURCE")])
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")

let floor0: [Target] = [
  system("CLua", "lua5.4", apt: "liblua5.4-dev"),
  // Its headers only: CCurlShim loads the library when it is first needed, and nothing links it.
  .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  system("CEditline", "libedit", apt: "libedit-dev"),
  // Its .pc file sets a flag that SwiftPM prohibits (and warns about); the header is in the default path anyway.
  .systemLibrary(name: "CSimdjson", providers: [.apt(["libsimdjson-dev"])]),
  system("CCrypto", "libcrypto", apt: "libssl-dev"),
  system("CZlib", "zlib", apt: "zlib1g-dev"),
  system("CLzma", "liblzma", apt: "liblzma-dev"),
  system("CZstd", "libzstd", apt: "libzstd-dev"),
  shim("CLuaShim", ["CLua"]),
  // libxml2-dev for its headers: the shim loads the library when it is first needed, and nothing links it.
  .target(
    name: "CXMLShim", cSettings: [.define("_GNU_SOURCE"), .unsafeFlags(["-iwithsysroot", "/usr/include/libxml2"])]),
  shim("CCurlShim", ["CCurl"]),
  shim("CEditlineShim", ["CEditline"]),
  // C++ links nothing by itself from a module map.
  .target(
    name: "CSimdjsonShim", dependencies: ["CSimdjson"], linkerSettings: [.linkedLibrary("simdjson")]),
  shim("CLoopShim", []),
  shim("CSandboxShim", []),
  // Loops over numbers, worth optimising in debug builds too.
  .target(name: "CVectorShim", cSettings: [.unsafeFlags(["-O3"])]),
  .target(name: "CSQLiteShim", dependencies: [sqlite]),
  swift("LoopKit", ["CLoopShim", heap]),
]

let floor1: [Target] = [
  swift("SparCore", ["CSimdjsonShim", "CCrypto"]),
  swift("LuaKit", ["CLua", "CLuaShim", "LoopKit", deque]),
  swift("CurlKit", ["CCurl", "CCurlShim", "CZlib", "LoopKit"]),
  swift("LineKit", ["CEditline", "CEditlineShim"]),
  swift("SandboxKit", ["CSandboxShim", "LoopKit"]),
]

let floor2: [Target] = [
  swift("SparPrompts", ["SparCore", "Yams", "Stencil"]),
  swift("SparModels", ["SparCore", "LoopKit", "CurlKit", "TOMLKit", logging, deque]),
  swift("SparStore", ["SparCore", "CSQLiteShim", grdb, sqlite]),
  swift("SparDatasets", ["SparCore", "CXMLShim", "CZlib", "CLzma", "CZstd", "Yams"]),
  swift("SparStats", ["SparCore"]),
  swift("SparCuration", ["SparCore", "CVectorShim"]),
]

let floor3: [Target] = [
  swift(
    "SparEngine",
    [
      "SparCore", "LoopKit", "SandboxKit", "SparPrompts", "SparModels", "SparStore", "SparDatasets", "SparStats",
      "SparCuration",
    ])
]

let floor4: [Target] = [
  swift(
    "SparScript",
    [
      "SparCore", "LoopKit", "LuaKit", "SparPrompts", "SparModels", "SparStore", "SparDatasets", "SparStats",
      "SparCuration", "SparEngine",
    ])
]

let floor5: [Target] = [
  swift("SparREPL", ["SparCore", "LoopKit", "LineKit"]),
  .executableTarget(
    name: "spar",
    dependencies: [
      "SparCore", "LoopKit", "SparPrompts", "SparModels", "SparStore", "SparDatasets", "SparEngine", "SparScript",
      "SparREPL", arguments,
    ],
    swiftSettings: swiftSettings,
    // The program's malloc; see docs/decisions/0015-mimalloc.md. Tools that bring their own (AddressSanitizer) stay without.
    linkerSettings: [.linkedLibrary("mimalloc", .when(platforms: [.linux]))]),
]

let testing: [Target] = [
  swift(
    "SparTesting",
    ["SparCore", "LoopKit", "SparModels", "SparStore", "SparPrompts", "SparEngine"]),
  tests("LoopKitTests", ["LoopKit"]),
  tests("LuaKitTests", ["LuaKit", "LoopKit"]),
  .executableTarget(
    name: "lua-stress", dependencies: ["LuaKit", "LoopKit"], path: "Tests/lua-stress",
    exclude: ["mixed.lua", "endless.lua", "limited.lua"], swiftSettings: swiftSettings),
  tests("CurlKitTests", ["CurlKit", "LoopKit", "SparTesting"]),
  tests("LineKitTests", ["LineKit", "line-probe", "SparTesting"]),
  .executableTarget(
    name: "line-probe", dependencies: ["LineKit"], path: "Tests/line-probe", swiftSettings: swiftSettings),
  tests("SandboxKitTests", ["SandboxKit", "LoopKit", "SparTesting"]),
  tests("SparCoreTests", ["SparCore"]),
  tests("SparPromptsTests", ["SparPrompts", "SparCore", "Stencil"]),
  tests("SparModelsTests", ["SparModels", "SparCore", "CurlKit", "LoopKit", "SparTesting"]),
  tests("SparStoreTests", ["SparStore", "SparCore", "LoopKit", grdb]),
  tests("SparDatasetsTests", ["SparDatasets", "SparCore"]),
  tests("SparStatsTests", ["SparStats", "SparCore"]),
  .executableTarget(
    name: "rating-bench", dependencies: ["SparStats"], path: "Tests/rating-bench", swiftSettings: swiftSettings),
  tests("SparCurationTests", ["SparCuration", "SparCore"]),
  .executableTarget(
    name: "curation-bench", dependencies: ["SparCuration"], path: "Tests/curation-bench", swiftSettings: swiftSettings),
  tests(
    "SparEngineTests",
    [
      "SparEngine", "SparCore", "LoopKit", "SparModels", "SparStore", "SparPrompts", "SparDatasets", "SparStats",
      "SparTesting",
    ]),
  tests(
    "SparScriptTests",
    ["SparScript", "SparEngine", "SparCore", "SparModels", "SparStore", "LuaKit", "LoopKit", "SparTesting"]),
  tests("SparREPLTests", ["SparREPL", "LineKit", "LoopKit"]),
  tests("sparTests", ["spar", "SparCore", "SparEngine", "SparStore", "SparTesting", "LoopKit"], exclude: ["Golden"]),
]

let package = Package(
  name: "spar-lang",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "spar", targets: ["spar"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/stencilproject/Stencil", from: "0.15.1"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: floor0 + floor1 + floor2 + floor3 + floor4 + floor5 + testing,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
