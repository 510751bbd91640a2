// The program's end: buffers written, errors told, the exit code.

internal import Glibc
internal import LoopKit
internal import SparCore
internal import SparScript

enum Exit {
  /// Leaves the program; output that was lost on the way is an error of an otherwise good run.
  static func now(_ code: Int32) -> Never {
    OutputStream.flush()
    let lost = code == 0 ? OutputStream.error.flatMap(lostOutput) : nil
    // Not exit(3): its handlers would run while the loop's thread still does.
    _exit(lost.map(tell) ?? code)
  }

  static func failing(_ error: any Error) -> Never { now(tell(error)) }

  /// Tells of an error on standard error and returns its exit code.
  static func tell(_ error: any Error) -> Int32 {
    let failure = ScriptFailure(error)
    StandardOutput(isQuiet: false).error("spar: \(failure.text)\n")
    return failure.exitCode.rawValue
  }

  /// A reader that goes away has seen enough.
  private static func lostOutput(_ code: Int32) -> ProgramError? {
    guard code != EPIPE else { return nil }
    return ProgramError(
      .file, "Standard output cannot be written: \(String(cString: strerror(code))).",
      hint: "What was finished is stored; run again to print it.")
  }
}
