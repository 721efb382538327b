import AnomalyFormat

/// How the device turns the scores of a stream into verdicts.
struct DecisionArguments: ArgumentGroup {
  @Option(
    "--smooth", value: "RULE",
    help: "what the thresholds look at in a stream: none, mean:N or ewma:WEIGHT of scores, or votes:K/N of windows")
  var smoothing = SmoothingRule.none
  @Option(
    "--hysteresis", in: 0...0.99,
    help: "the share by which a score must fall below a threshold before the verdict falls")
  var hysteresis: Float = 0
  @Option(
    "--hold", in: 0...DecisionRecord.longestHold,
    help: "scored windows for which a verdict stays after the last that reached it")
  var hold = 0

  /// What goes into the blob.
  ///
  /// - Errors: `CommandLineError.conflict` for votes with hysteresis.
  var record: DecisionRecord {
    get throws {
      var record = DecisionRecord()
      switch smoothing {
      case .none: break
      case .mean(let length): (record.smoothing, record.length) = (Smoothing.mean.rawValue, UInt8(length))
      case .ewma(let weight): (record.smoothing, record.weight) = (Smoothing.ewma.rawValue, weight)
      case .votes(let votes, let length):
        if hysteresis != 0 {
          throw CommandLineError.conflict(
            "--hysteresis is for scores, but --smooth \(smoothing.text) counts votes; give --hold instead")
        }
        (record.smoothing, record.votes, record.length) = (Smoothing.votes.rawValue, UInt8(votes), UInt8(length))
      }
      record.hysteresis = hysteresis
      record.hold = UInt32(hold)
      return record
    }
  }
}

/// `--smooth` as one types it.
enum SmoothingRule: Equatable {
  case none
  case mean(Int)
  case ewma(Float)
  case votes(Int, of: Int)
}

extension SmoothingRule: OptionValue {
  static func parsed(_ text: String) -> SmoothingRule? {
    if text == "none" { return SmoothingRule.none }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "mean":
      guard let length = Int(parts[1]), (2...DecisionRecord.longestMean).contains(length) else { return nil }
      return .mean(length)
    case "ewma":
      guard let weight = Float(parts[1]), weight > 0, weight <= 1, weight.isNormal else { return nil }
      return .ewma(weight)
    case "votes":
      let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.count == 2, let votes = numbers[0], let length = numbers[1],
        (2...DecisionRecord.longestVotes).contains(length), (1...length).contains(votes)
      else { return nil }
      return .votes(votes, of: length)
    default: return nil
    }
  }

  static var kind: String {
    "none, mean:N (2 to \(DecisionRecord.longestMean)), ewma:WEIGHT (above 0, at most 1) or votes:K/N "
      + "(N 2 to \(DecisionRecord.longestVotes), K 1 to N)"
  }
  static var placeholder: String { "RULE" }

  var text: String {
    switch self {
    case .none: "none"
    case .mean(let length): "mean:\(length)"
    case .ewma(let weight): "ewma:\(weight)"
    case .votes(let votes, let length): "votes:\(votes)/\(length)"
    }
  }

  /// The rule that a blob holds.
  init(_ record: DecisionRecord) {
    self =
      switch Smoothing(rawValue: record.smoothing) {
      case .mean: .mean(Int(record.length))
      case .ewma: .ewma(record.weight)
      case .votes: .votes(Int(record.votes), of: Int(record.length))
      case .some(.none), nil: .none
      }
  }
}
