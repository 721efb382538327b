extension Frame {
  /// The frame as CSV in UTF-8: time where there is one, the features, `label` where there are labels; a missing
  /// sample is an empty field (`NaN` where it would leave an empty line), a number the shortest text that reads back
  /// as the same Float. Reading it again gives the same frame, but for the borders of runs.
  public func csv(delimiter: Delimiter = .comma) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 9)
    func field(_ text: String) { bytes.append(contentsOf: Frame.quoted(text, delimiter).utf8) }
    let isAlone = columnCount == 1 && time == nil && labels == nil
    if let time {
      field(time.name)
      bytes.append(delimiter.byte)
    }
    for (column, name) in columnNames.enumerated() {
      if column > 0 { bytes.append(delimiter.byte) }
      field(name)
    }
    if labels != nil {
      bytes.append(delimiter.byte)
      field("label")
    }
    bytes.append(0x0A)
    for row in 0..<rowCount {
      if let time {
        field(time.text(row))
        bytes.append(delimiter.byte)
      }
      for column in 0..<columnCount {
        if column > 0 { bytes.append(delimiter.byte) }
        let value = self[row, column]
        if !value.isNaN {
          bytes.append(contentsOf: Frame.shortest(value).utf8)
        } else if isAlone || delimiter.isRun {
          bytes.append(contentsOf: "NaN".utf8)
        }
      }
      if let labels {
        bytes.append(delimiter.byte)
        bytes.append(labels[row] == 0 ? 0x30 : 0x31)
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  private static func shortest(_ value: Float) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quoted(_ text: String, _ delimiter: Delimiter) -> String {
    let special = text.utf8.contains { $0 == delimiter.byte || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    let vanishes = delimiter.isRun && (text.isEmpty || text.utf8.contains(0x09))
    guard special || vanishes else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
