import AnomalyData

/// How the trainer ends; the numbers are those of BSD's sysexits.
enum ExitCode: Int32, CaseIterable {
  case done = 0
  case usage = 64
  case badData = 65
  case unavailable = 69
  case internalFault = 70
  case cannotWrite = 73
  case diverged = 75

  /// For the help text.
  var meaning: String {
    switch self {
    case .done: "done"
    case .usage: "the command line is wrong"
    case .badData: "a file cannot be read or does not hold what was expected"
    case .unavailable: "a program that the command needs is not installed, or failed"
    case .internalFault: "a fault of the trainer itself"
    case .cannotWrite: "an output cannot be written"
    case .diverged: "a loss was no longer finite; the model file holds the last good weights"
    }
  }

  /// The code for an error that ended a command: what the small error enums of the modules report is about the data they
  /// were given, unless it is named here.
  init(for error: any Error) {
    switch error {
    case is CommandLineError: self = .usage
    case is WriteError: self = .cannotWrite
    case is MissingProgram: self = .unavailable
    case is InternalFault: self = .internalFault
    case is TrainingDiverged: self = .diverged
    default: self = .badData
    }
  }
}

/// Something that no input should bring about, such as an exported blob that does not validate.
struct InternalFault: Error, CustomStringConvertible {
  /// One sentence: what was expected and what came.
  let description: String

  init(_ sentence: String) { description = sentence }
}

/// A training that ended at a number that is not finite, after its model was written.
struct TrainingDiverged: Error, CustomStringConvertible {
  /// One sentence: where it ended, what was kept, what to try.
  let description: String

  init(_ sentence: String) { description = sentence }
}
