public import AnomalyEvaluation
import AnomalyFormat

extension LoadedBlob {
  /// Begins the line of the provenance that says of thresholds what their user must know.
  private static var key: String { "thresholds: " }

  /// Whether a threshold was chosen with labels in hand, so that figures on those labels are a bound.
  public var hasOracleThreshold: Bool {
    String(decoding: bytes(of: .provenance), as: UTF8.self).split(separator: "\n").contains {
      $0.hasPrefix(Self.key + "oracle")
    }
  }

  /// The bytes of this blob with other thresholds and another table of p-values, and in its provenance whether they are an
  /// oracle's; everything else stays.
  ///
  /// - Parameters:
  ///   - levels: in units of the blob's smoothed score.
  ///   - quantiles: of the same scores.
  public func recalibrated(_ levels: AlarmLevels, _ quantiles: ScoreQuantiles) -> [UInt8] {
    var header = blob.header
    header.score.warn = levels.warn.value
    header.score.alarm = levels.alarm.value
    let table = zip(quantiles.scores, quantiles.pValues).flatMap { score, p in
      withUnsafeBytes(of: QuantileRecord(score: score, p: p)) { Array($0) }
    }
    var lines = String(decoding: bytes(of: .provenance), as: UTF8.self).split(separator: "\n").filter {
      !$0.hasPrefix(Self.key)
    }
    let oracles = [("warn", levels.warn), ("alarm", levels.alarm)].filter { $0.1.rule == .bestF1 }.map(\.0)
    if !oracles.isEmpty { lines.append("\(Self.key)oracle: chosen on labels (\(oracles.joined(separator: ", ")))") }
    let provenance = Array((lines.joined(separator: "\n") + "\n").utf8)
    let inOrder = Section.allCases.filter { !bytes(of: $0).isEmpty }
      .sorted { header.sections[$0].offset < header.sections[$1].offset }
    return header.bytes(
      with: inOrder.map { section in
        switch section {
        case .quantiles: (section, table)
        case .provenance: (section, provenance)
        default: (section, bytes(of: section))
        }
      })
  }
}
