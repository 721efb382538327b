/// Why a table cannot be read. The description is one sentence: what was expected, what came, what to try.
public enum DataError: Error, Equatable, Sendable {
  /// No file was named.
  case noFile
  /// The system does not open or read the file.
  case unreadable(path: String, reason: String)
  /// A packed file that `gzip` does not unpack.
  case notUnpacked(path: String, reason: String)
  /// A pattern of names that fits no file.
  case nothingMatches(pattern: String)
  /// A folder without tables.
  case emptyFolder(path: String)
  /// A NumPy file of a kind that is not read.
  case unfitArray(path: String, reason: String)
  /// The file holds nothing but white space.
  case empty(path: String)
  /// The file holds column names and no sample.
  case headerOnly(path: String)
  /// A NUL byte: not a text file, or one in UTF-16.
  case binary(path: String, line: Int)
  /// Bytes that are not UTF-8 in a name or a time.
  case notUTF8(path: String, line: Int)
  /// A line longer than `limit` bytes.
  case longLine(path: String, line: Int, limit: Int)
  /// A quote that never closes.
  case openQuote(path: String, line: Int)
  /// A row with more or fewer fields than the first.
  case raggedRow(path: String, line: Int, expected: Int, found: Int)
  /// Text where a number belongs.
  case notANumber(path: String, line: Int, column: String, text: String)
  /// A number beyond the range of Float.
  case tooLarge(path: String, line: Int, column: String, text: String)
  /// A time in another form than the others of its column.
  case notATime(path: String, line: Int, column: String, text: String)
  /// A label that is neither a number nor true or false.
  case notALabel(path: String, line: Int, column: String, text: String)
  /// A column that was asked for and does not exist; `nearest` is the existing name most like it.
  case missingColumn(path: String, column: String, nearest: String?)
  /// The number of a column beyond the last.
  case columnNumber(path: String, number: Int, count: Int)
  /// Two columns with one name, or a name that fits two columns.
  case ambiguousColumn(path: String, column: String)
  /// A column that only one of two files has.
  case differentColumns(path: String, column: String, other: String)
  /// Every column is a label, a time or excluded.
  case noFeatures(path: String)
  /// An option that needs times where there are none; `column` is the column of times that cannot be read.
  case noTimes(option: String, column: String?)
  /// A rate that makes too many rows.
  case tooManyRows(rows: Int, limit: Int, period: String)
  /// A file of labels that is of no kind.
  case notLabels(path: String, reason: String)
  /// A file of labels with more or fewer rows than the recording.
  case labelCount(path: String, expected: Int, found: Int, data: String)
  /// Labels that are about other recordings.
  case labelsOfOthers(path: String, data: String)
  /// Times of labels on a calendar, and times of the recording that count from their own start, or the reverse.
  case labelCalendar(path: String, isCalendar: Bool, text: String, data: String)
  /// A line that names no rows and columns.
  case badCause(path: String, line: Int, text: String)
  /// More or fewer files about recordings than these.
  case partnerCount(option: String, expected: Int, found: Int)
  /// Recordings that no file of a folder or pattern is called like, or several.
  case noPartner(option: String, recordings: [String])
  /// A step that leaves out every row, as each lacks something.
  case nothingLeft(paths: [String], lacks: String, option: String)
  /// No row passes the filter.
  case nothingKept(filter: String, paths: [String])
}

extension DataError: CustomStringConvertible {
  /// The sentence to show.
  public var description: String {
    switch self {
    case .noFile: "expected at least one CSV file to read, got none; name one, or - for standard input"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason); check the path and the permissions"
    case .notUnpacked(let path, let reason):
      "cannot unpack \(path): \(reason); expected a whole file packed by gzip and the program gzip, or the unpacked file"
    case .nothingMatches(let pattern): "no file matches \(pattern); check the folder and the pattern"
    case .emptyFolder(let path):
      "the folder \(path) holds no table; expected files ending in \(InputFiles.endings.joined(separator: ", ")), or these "
        + "packed as .gz"
    case .unfitArray(let path, let reason):
      "\(path) is no array that can be read: \(reason); expected .npy with numbers in one or two dimensions in C order"
    case .empty(let path): "\(path) is empty; expected a line of column names and lines of numbers"
    case .headerOnly(let path):
      "\(path) ends after its line of column names; expected lines of numbers after it; where that line "
        + "holds samples, say so with --header absent"
    case .binary(let path, let line):
      "\(path), line \(line): expected text, found a NUL byte; unpack a compressed file, save a table or a UTF-16 "
        + "file as CSV in UTF-8"
    case .notUTF8(let path, let line):
      "\(path), line \(line): expected UTF-8, found bytes of another encoding; save the file as UTF-8"
    case .longLine(let path, let line, let limit):
      "\(path), line \(line): longer than \(limit) bytes; expected one row of samples a line, ended by a newline"
    case .openQuote(let path, let line):
      "\(path), line \(line): a quote opens and never closes; close it, or write \"\" for a quote inside a field"
    case .raggedRow(let path, let line, let expected, let found):
      "\(path), line \(line): expected \(expected) fields as in the first line, found \(found); complete the row "
        + "or name the right --delimiter"
    case .notANumber(let path, let line, let column, let text):
      "\(path), line \(line), column \(column): expected a number, found \(Self.quoted(text)); "
        + (text.contains(",")
          ? "say --decimal comma if that is a decimal comma" : "correct it, leave it empty, or --exclude the column")
    case .tooLarge(let path, let line, let column, let text):
      "\(path), line \(line), column \(column): expected a number of at most 3.4e38 in size, found \(Self.quoted(text)); "
        + "leave the field empty where it stands for a missing sample"
    case .notATime(let path, let line, let column, let text):
      "\(path), line \(line), column \(column): expected a time like those before it, found \(Self.quoted(text)); correct "
        + "it, or say how times are written with --time-format, as in %d/%m/%Y %H:%M:%S"
    case .notALabel(let path, let line, let column, let text):
      "\(path), line \(line), column \(column): expected a label (0 for normal, any other number for an anomaly), "
        + "found \(text.isEmpty ? "nothing" : Self.quoted(text)); correct it, or name another --label"
    case .missingColumn(let path, let column, let nearest):
      "\(path) has no column \(column)"
        + (nearest.map { "; did you mean \($0)?" } ?? "; name one that its first line lists")
    case .columnNumber(let path, let number, let count):
      "\(path) has no column #\(number); its \(count) columns are #0 to #\(count - 1)"
    case .ambiguousColumn(let path, let column):
      "\(path) has more than one column that the name \(column) fits; expected one, rename the others or give its whole name"
    case .differentColumns(let path, let column, let other):
      "\(path) has no column \(column), which \(other) has; expected the same columns in all files, name the common "
        + "ones with --columns or leave the others out with --exclude"
    case .noFeatures(let path):
      "\(path) has no column left to learn from: all are times, labels or excluded; name some with --columns"
    case .noTimes(let option, let column):
      "\(option) needs the time of each row, and "
        + (column.map { "column \($0) holds texts that are none; say how they are written with --time-format" }
          ?? "there is no time column; name it with --time")
    case .tooManyRows(let rows, let limit, let period):
      "a row every \(period) makes \(rows) rows, more than \(limit); take a longer --resample, or end runs at gaps with "
        + "--max-gap"
    case .notLabels(let path, let reason):
      "\(path) holds no labels: \(reason); expected one 0 or 1 a row, or lines of start and end, or NAB's JSON of windows"
    case .labelCount(let path, let expected, let found, let data):
      "\(path) holds \(found) labels for the \(expected) rows of \(data); expected one a row, name the labels of this file"
    case .labelsOfOthers(let path, let data):
      "\(path) holds no labels of \(data); expected its name or the end of its path there, name the file it belongs to"
    case .labelCalendar(let path, let isCalendar, let text, let data):
      isCalendar
        ? "\(path) says when on a calendar, as \(text), but the times of \(data) count from their own start; give start and "
          + "end as rows or as such times"
        : "\(path) counts times from a start of its own, as \(text), but those of \(data) lie on a calendar; give start and "
          + "end as rows or with their dates"
    case .badCause(let path, let line, let text):
      "expected start-end:columns in line \(line) of \(path), as 12-30:1,4 with rows from 0 and columns from 1, got \(text)"
    case .partnerCount(let option, let expected, let found):
      "expected one \(option) file for each of the \(expected) recordings, or a folder with files of their names, "
        + "found \(found)"
    case .noPartner(let option, let recordings):
      "expected exactly one \(option) file called like each recording but for its ending, found none or several for "
        + recordings.prefix(5).joined(separator: ", ")
        + (recordings.count > 5 ? " and \(recordings.count - 5) more" : "")
        + "; list the files in the order of the recordings"
    case .nothingLeft(let paths, let lacks, let option):
      "no row of \(paths.joined(separator: ", ")) \(lacks), so \(option) leaves none; do without it, or --exclude the columns "
        + "that are empty"
    case .nothingKept(let filter, let paths):
      "no row of \(paths.joined(separator: ", ")) has \(filter); check the value against the column"
    }
  }

  /// A field between quotes that it does not hold itself.
  private static func quoted(_ text: String) -> String { text.contains("\"") ? "'\(text)'" : "\"\(text)\"" }
}
