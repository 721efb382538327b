extension Threshold {
  /// What the threshold promises and on what ground, for the user; where the tail was too short, what would help.
  public var note: String {
    switch rule {
    case .percentile(let percent):
      if isLimitedBySampleCount {
        "\(sampleCount) calibration scores are too few for percentile \(shortText(percent)), so the largest was taken:"
          + " expect at most 1 false alarm in \(sampleCount + 1) normal windows;"
          + " \(Self.scoresNeeded(percent: percent)) scores would be enough."
      } else {
        "Percentile \(shortText(percent)) of \(sampleCount) calibration scores:"
          + " expect at most 1 false alarm in \(shortText(100 / (100 - percent))) normal windows."
      }
    case .blocks(let percent):
      if isLimitedBySampleCount {
        "\(sampleCount) blocks of calibration scores are too few for percentile \(shortText(percent)), so the largest"
          + " score was taken: expect alarms in at most 1 of \(sampleCount + 1) normal blocks;"
          + " \(Self.scoresNeeded(percent: percent)) blocks would be enough."
      } else {
        "Percentile \(shortText(percent)) of the largest scores of \(sampleCount) blocks of calibration windows:"
          + " expect alarms in at most 1 of \(shortText(100 / (100 - percent))) normal blocks."
      }
    case .sigma(let factor): "Mean and \(shortText(factor)) standard deviations of \(unpromised)"
    case .mad(let factor): "Median and \(shortText(factor)) scaled median deviations of \(unpromised)"
    case .iqr(let factor): "Upper quartile and \(shortText(factor)) interquartile ranges of \(unpromised)"
    case .tail(let probability):
      if isLimitedBySampleCount {
        "\(sampleCount) calibration scores are too few for the shape of their tail, so the largest was taken:"
          + " expect more false alarms than asked for."
      } else {
        "Tail of \(sampleCount) calibration scores, fitted beyond those seen:"
          + " expect about 1 false alarm in \(shortText(1 / probability)) normal windows."
      }
    case .perDay(let count):
      if isLimitedBySampleCount {
        "\(sampleCount) calibration scores are too few for the shape of their tail, so the largest was taken:"
          + " expect more than \(shortText(count)) false alarms a day."
      } else {
        "Alarms counted and extrapolated on \(sampleCount) calibration scores:"
          + " expect about \(shortText(count)) false alarms a day."
      }
    case .bestF1:
      "Oracle: chosen on labels, F1 \(shortText(oracleF1 ?? 0)) on these \(sampleCount) scores:"
        + " a bound, which promises nothing for other data."
    }
  }

  private var unpromised: String {
    "\(sampleCount) calibration scores, of which \(exceededCount) lie above: no rate is promised."
  }
}

/// At most one decimal from 1 on, none for whole numbers; three figures below.
private func shortText(_ value: Double) -> String {
  if value < 1 {
    var scale = 1.0
    while value * scale < 100, scale < 1e12 { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }
  let tenths = (value * 10).rounded() / 10
  return tenths == tenths.rounded() && tenths < 1e15 ? String(Int(tenths)) : String(tenths)
}
