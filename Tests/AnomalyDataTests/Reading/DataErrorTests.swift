import AnomalyData
import Testing

@Suite struct DataErrorTests {
  /// The error of reading `text`, its path replaced by `f`.
  private func failure(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) -> DataError? {
    do {
      _ = try frame(text, change)
      return nil
    } catch { return error.withPath("f") }
  }

  @Test func files() {
    let missing = #expect(throws: DataError.self) { try Frame(reading: ["/nowhere/x.csv"]) }
    #expect(missing?.description.contains("/nowhere/x.csv: no such file or directory") == true)
    let folder = TemporaryFolder()
    #expect(throws: DataError.emptyFolder(path: folder.path)) { try Frame(reading: [folder.path]) }
    let pattern = folder.path + "/*.csv"
    #expect(throws: DataError.nothingMatches(pattern: pattern)) { try Frame(reading: [pattern]) }
    #expect(throws: DataError.noFile) { try Frame(reading: []) }
    for text in ["", "\n\n", "  \r\n"] { #expect(failure(text) == .empty(path: "f")) }
    #expect(failure("a,b\n") == .headerOnly(path: "f"))
    #expect(failure("a,b") == .headerOnly(path: "f"))
  }

  @Test func rows() {
    #expect(failure("a,b\n1,2\n3\n") == .raggedRow(path: "f", line: 3, expected: 2, found: 1))
    #expect(failure("a,b\n1,2\n\n3,4,5\n") == .raggedRow(path: "f", line: 4, expected: 2, found: 3))
    #expect(failure("1,2\n1,\"x") == .openQuote(path: "f", line: 2))
    #expect(
      failure("a\n1\n" + String(repeating: "9", count: 1 << 20) + "9\n5\n")
        == .longLine(path: "f", line: 3, limit: 1 << 20))
    #expect(failure("a\n1\n\0\n") == .binary(path: "f", line: 3))
  }

  @Test func fields() {
    #expect(failure("a,b\n1,2\n1,off\n") == .notANumber(path: "f", line: 3, column: "b", text: "off"))
    let mixed = failure("a;b\n1;2.5\n1;2,5\n")
    #expect(mixed == .notANumber(path: "f", line: 3, column: "b", text: "2,5"))
    #expect(mixed?.description.contains("--decimal comma") == true)
    #expect(
      failure("time,a\n2020-01-01,1\nyesterday,2\n")
        == .notATime(path: "f", line: 3, column: "time", text: "yesterday"))
    #expect(failure("a,b\n1,1e39\n") == .tooLarge(path: "f", line: 2, column: "b", text: "1e39"))
    #expect(failure("a,b\n1,1e999\n") == .tooLarge(path: "f", line: 2, column: "b", text: "1e999"))
    #expect(failure("a,label\n1,maybe\n") == .notALabel(path: "f", line: 2, column: "label", text: "maybe"))
    #expect(failure("a,label\n1,\n") == .notALabel(path: "f", line: 2, column: "label", text: ""))
    let long = String(repeating: "x", count: 300)
    #expect(
      failure("a\n1\n\(long)\n")
        == .notANumber(path: "f", line: 3, column: "a", text: String(long.prefix(40)) + "…"))
  }

  @Test func columns() {
    let text = "Pressure [bar],Current,time\n1,2,3\n"
    func wanting(_ name: String) -> DataError? { failure(text) { $0.columns = [name] } }
    #expect(wanting("Presure") == .missingColumn(path: "f", column: "Presure", nearest: "Pressure [bar]"))
    #expect(wanting("humidity") == .missingColumn(path: "f", column: "humidity", nearest: nil))
    #expect(failure(text) { $0.exclude = ["x"] } == .missingColumn(path: "f", column: "x", nearest: nil))
    #expect(failure(text) { $0.label = "curent" } == .missingColumn(path: "f", column: "curent", nearest: "Current"))
    #expect(failure(text) { $0.time = "tim" } == .missingColumn(path: "f", column: "tim", nearest: "time"))
    #expect(
      failure(text) { $0.filter = RowFilter("clas=1") }
        == .missingColumn(path: "f", column: "clas", nearest: nil))
    #expect(failure(text) { $0.columns = ["#1-#3"] } == .columnNumber(path: "f", number: 3, count: 3))
    #expect(wanting("P*x") == .missingColumn(path: "f", column: "P*x", nearest: nil))
    #expect(
      failure(text) { $0.renames = [Rename(old: "Current", new: "time")] }
        == .ambiguousColumn(path: "f", column: "time"))
    #expect(failure("a,a\n1,2\n") == .ambiguousColumn(path: "f", column: "a"))
    #expect(failure("a [V],a [A]\n1,2\n") { $0.columns = ["a"] } == .ambiguousColumn(path: "f", column: "a"))
    #expect(failure(text) { $0.columns = ["Current", "Current"] } == .ambiguousColumn(path: "f", column: "Current"))
    #expect(failure("time,label\n1,0\n") == .noFeatures(path: "f"))
    #expect(failure("k,a\n1,0\n") { $0.filter = RowFilter("k=2") } == .nothingKept(filter: "k=2", paths: ["f"]))
  }

  @Test func encodings() {
    func failure(_ bytes: [UInt8]) -> DataError? {
      do {
        _ = try frame(bytes: bytes)
        return nil
      } catch { return error.withPath("f") }
    }
    #expect(failure(Array("T [".utf8) + [0xB0] + Array("C]\n1\n".utf8)) == .notUTF8(path: "f", line: 1))
    #expect(failure(Array("time,a\n1,2\n".utf8) + [0xFC] + Array(",3\n".utf8)) == .notUTF8(path: "f", line: 3))
    #expect(failure([0xFF, 0xFE, 0x61, 0, 0x0A, 0]) == .binary(path: "f", line: 1))
  }

  @Test func filesThatDisagree() {
    let folder = TemporaryFolder()
    let first = folder.file("1.csv", "a,b\n1,2\n")
    let less = folder.file("2.csv", "a\n1\n")
    let more = folder.file("3.csv", "a,b,c\n1,2,3\n")
    #expect(throws: DataError.differentColumns(path: less, column: "b", other: first)) {
      try Frame(reading: [first, less])
    }
    #expect(throws: DataError.differentColumns(path: first, column: "c", other: more)) {
      try Frame(reading: [first, more])
    }
  }

  @Test func everyMessageIsOneSentence() {
    let all: [DataError] = [
      .noFile, .unreadable(path: "f", reason: "r"), .empty(path: "f"), .headerOnly(path: "f"),
      .binary(path: "f", line: 1), .notUTF8(path: "f", line: 1), .longLine(path: "f", line: 1, limit: 2),
      .openQuote(path: "f", line: 1), .raggedRow(path: "f", line: 1, expected: 2, found: 3),
      .notANumber(path: "f", line: 1, column: "c", text: "t"), .tooLarge(path: "f", line: 1, column: "c", text: "t"),
      .notALabel(path: "f", line: 1, column: "c", text: "t"), .missingColumn(path: "f", column: "c", nearest: "d"),
      .ambiguousColumn(path: "f", column: "c"), .differentColumns(path: "f", column: "c", other: "g"),
      .noFeatures(path: "f"), .nothingLeft(paths: ["f"], lacks: "has a time", option: "--resample"),
      .nothingKept(filter: "a=1", paths: ["f"]), .notUnpacked(path: "f", reason: "r"),
      .nothingMatches(pattern: "f*"), .emptyFolder(path: "f"), .unfitArray(path: "f", reason: "r"),
      .notATime(path: "f", line: 1, column: "c", text: "t"), .columnNumber(path: "f", number: 3, count: 2),
      .noTimes(option: "--max-gap", column: nil), .noTimes(option: "--max-gap", column: "c"),
      .tooManyRows(rows: 9, limit: 8, period: "1 s"), .notLabels(path: "f", reason: "r"),
      .labelCount(path: "f", expected: 1, found: 2, data: "g"), .labelsOfOthers(path: "f", data: "g"),
      .partnerCount(option: "--labels", expected: 2, found: 3), .noPartner(option: "--labels", recordings: ["f", "g"]),
      .labelCalendar(path: "f", isCalendar: true, text: "t", data: "g"),
      .labelCalendar(path: "f", isCalendar: false, text: "t", data: "g"), .badCause(path: "f", line: 1, text: "t"),
    ]
    for error in all {
      let text = error.description
      #expect(!text.contains("\n") && !text.contains(". ") && text.count > 30 && text.count < 250, "\(text)")
    }
  }
}

extension DataError {
  /// The same error about the file `path`, for comparison.
  func withPath(_ path: String) -> DataError {
    switch self {
    case .noFile, .nothingMatches, .noTimes, .tooManyRows, .partnerCount, .noPartner: self
    case .notUnpacked(_, let reason): .notUnpacked(path: path, reason: reason)
    case .emptyFolder: .emptyFolder(path: path)
    case .unfitArray(_, let reason): .unfitArray(path: path, reason: reason)
    case .notATime(_, let line, let column, let text): .notATime(path: path, line: line, column: column, text: text)
    case .columnNumber(_, let number, let count): .columnNumber(path: path, number: number, count: count)
    case .notLabels(_, let reason): .notLabels(path: path, reason: reason)
    case .labelCount(_, let expected, let found, let data):
      .labelCount(path: path, expected: expected, found: found, data: data)
    case .labelCalendar(_, let isCalendar, let text, let data):
      .labelCalendar(path: path, isCalendar: isCalendar, text: text, data: data)
    case .badCause(_, let line, let text): .badCause(path: path, line: line, text: text)
    case .labelsOfOthers(_, let data): .labelsOfOthers(path: path, data: data)
    case .unreadable(_, let reason): .unreadable(path: path, reason: reason)
    case .empty: .empty(path: path)
    case .headerOnly: .headerOnly(path: path)
    case .binary(_, let line): .binary(path: path, line: line)
    case .notUTF8(_, let line): .notUTF8(path: path, line: line)
    case .longLine(_, let line, let limit): .longLine(path: path, line: line, limit: limit)
    case .openQuote(_, let line): .openQuote(path: path, line: line)
    case .raggedRow(_, let line, let expected, let found):
      .raggedRow(path: path, line: line, expected: expected, found: found)
    case .notANumber(_, let line, let column, let text):
      .notANumber(path: path, line: line, column: column, text: text)
    case .tooLarge(_, let line, let column, let text): .tooLarge(path: path, line: line, column: column, text: text)
    case .notALabel(_, let line, let column, let text):
      .notALabel(path: path, line: line, column: column, text: text)
    case .missingColumn(_, let column, let nearest): .missingColumn(path: path, column: column, nearest: nearest)
    case .ambiguousColumn(_, let column): .ambiguousColumn(path: path, column: column)
    case .differentColumns(_, let column, let other): .differentColumns(path: path, column: column, other: other)
    case .noFeatures: .noFeatures(path: path)
    case .nothingLeft(_, let lacks, let option): .nothingLeft(paths: [path], lacks: lacks, option: option)
    case .nothingKept(let filter, _): .nothingKept(filter: filter, paths: [path])
    }
  }
}
