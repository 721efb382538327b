/// A file of NumPy's format (`.npy`, versions 1 to 3): one array of numbers, in one or two dimensions, in C order. A row
/// of the array is a row of the table; the columns are named `c0`, `c1`, ….
struct NumPyArray {
  private enum Element: String {
    case float32 = "<f4"
    case float64 = "<f8"
    case int8 = "|i1"
    case uint8 = "|u1"
    case bool = "|b1"
    case int16 = "<i2"
    case uint16 = "<u2"
    case int32 = "<i4"
    case uint32 = "<u4"
    case int64 = "<i8"
    case uint64 = "<u8"

    var size: Int {
      switch self {
      case .int8, .uint8, .bool: 1
      case .int16, .uint16: 2
      case .float32, .int32, .uint32: 4
      case .float64, .int64, .uint64: 8
      }
    }
  }

  private let path: String
  private let element: Element
  private let rows: Int
  private let columns: Int
  private let body: UnsafeRawPointer

  /// The array in `bytes`; nil where they do not begin as such a file does. Throws `DataError.unfitArray`.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws(DataError) {
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)), let start = bytes.baseAddress else { return nil }
    func unfit(_ reason: String) -> DataError { .unfitArray(path: path, reason: reason) }
    guard bytes.count >= 12, (1...3).contains(bytes[6]) else {
      throw unfit("its header has another version than 1 to 3")
    }
    let isLong = bytes[6] > 1
    let length =
      isLong
      ? Int(bytes[8]) | Int(bytes[9]) << 8 | Int(bytes[10]) << 16 | Int(bytes[11]) << 24
      : Int(bytes[8]) | Int(bytes[9]) << 8
    let first = isLong ? 12 : 10
    guard length <= bytes.count - first else { throw unfit("it ends inside its header") }
    let header = String(decoding: bytes[first..<first + length], as: UTF8.self)

    guard let type = NumPyArray.value("descr", in: header)?.dropFirst().prefix(while: { $0 != "'" }) else {
      throw unfit("its header names no type")
    }
    guard let element = Element(rawValue: String(type)) else {
      throw unfit("its elements are of type \(type.prefix(20)), not little-endian integers or floats")
    }
    guard NumPyArray.value("fortran_order", in: header)?.hasPrefix("False") == true else {
      throw unfit("it lies in Fortran order, save it with numpy.ascontiguousarray")
    }
    guard let shape = NumPyArray.value("shape", in: header)?.dropFirst().prefix(while: { $0 != ")" }) else {
      throw unfit("its header names no shape")
    }
    let sizes = shape.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard sizes.count == 1 || sizes.count == 2, let rows = sizes[0], let columns = sizes.count == 2 ? sizes[1] : 1,
      rows >= 0, columns >= 0
    else { throw unfit("its shape is (\(shape.prefix(40)))") }
    guard rows > 0, columns > 0 else { throw .empty(path: path) }
    let (count, isLarge) = rows.multipliedReportingOverflow(by: columns)
    let room = (bytes.count - first - length) / element.size
    guard !isLarge, count <= room else { throw unfit("it ends before the last of \(rows) × \(columns) elements") }
    self.path = path
    self.element = element
    self.rows = rows
    self.columns = columns
    body = UnsafeRawPointer(start + first + length)
  }

  /// What follows `'key':` in the header.
  private static func value(_ key: String, in header: String) -> Substring? {
    var rest = header[...]
    while let quote = rest.firstIndex(of: "'") {
      rest = rest[rest.index(after: quote)...]
      guard rest.hasPrefix("\(key)':") else { continue }
      return rest.dropFirst(key.count + 2).drop { $0 == " " }
    }
    return nil
  }

  private func names(_ options: ReadOptions) throws(DataError) -> [String] {
    try TableHeader.renamed((0..<columns).map { "c\($0)" }, options.renames, path: path)
  }

  /// What its columns are.
  func plan(_ options: ReadOptions) throws(DataError) -> ColumnPlan {
    try ColumnPlan(
      path: path, names: try names(options), isDate: [Bool](repeating: false, count: columns), options: options)
  }

  /// Adds the rows to `table`, or begins it; `first` is the path of the first file.
  func read(into table: inout TableReader?, options: ReadOptions, first: String) throws(DataError) {
    let names = try names(options)
    var plan = try plan(options)
    if let table { try plan.agree(with: table.plan, path: path, other: first) }
    if table == nil {
      let time = options.readsTime ? plan.time.map { timeColumn($0, name: names[$0], options.timeFormat) } : nil
      table = TableReader(plan: plan, time: time)
    }
    try table?.read(rows: rows, plan: plan, filter: options.filter) { (row, column) throws(DataError) in
      let value = number(row, column)
      if abs(value) > Double(Float.greatestFiniteMagnitude), value.isFinite {
        throw DataError.tooLarge(path: path, line: row + 1, column: names[column], text: "\(value)")
      }
      return value
    }
  }

  private func timeColumn(_ column: Int, name: String, _ format: TimeFormat?) -> TimeColumn {
    let value = number(0, column)
    let text = value == value.rounded() && abs(value) < 1e18 ? "\(Int64(value))" : "\(value)"
    guard let format = format ?? TimeFormat.detected(in: [text], unit: TimeName(name).unit) else {
      return TimeColumn(name: name)
    }
    return TimeColumn(name: name, format: format)
  }

  private func number(_ row: Int, _ column: Int) -> Double {
    let place = row * columns + column
    func load<Value: BitwiseCopyable>(_ type: Value.Type) -> Value {
      body.loadUnaligned(fromByteOffset: place * MemoryLayout<Value>.size, as: type)
    }
    switch element {
    case .float32: return Double(load(Float.self))
    case .float64: return load(Double.self)
    case .int8: return Double(load(Int8.self))
    case .uint8, .bool: return Double(load(UInt8.self))
    case .int16: return Double(load(Int16.self))
    case .uint16: return Double(load(UInt16.self))
    case .int32: return Double(load(Int32.self))
    case .uint32: return Double(load(UInt32.self))
    case .int64: return Double(load(Int64.self))
    case .uint64: return Double(load(UInt64.self))
    }
  }
}
