/// What each column of one file is: a feature, the label, the time, the filter's, or nothing to us.
struct ColumnPlan {
  /// For each column of the file the place of its value in a row of the frame, or -1.
  var slots: [Int]
  /// The column indices of the label, the time and the filter.
  var label: Int?
  var time: Int?
  var filter: Int?
  /// The column of the time of day where `time` holds dates alone.
  var clock: Int?
  /// The columns that may tell times, `time` first.
  private(set) var times: [Int] = []
  /// The names of the features in the order of the frame.
  var features: [String]

  /// Names that mark labels; all but `changepoint` are label columns unless another is named, in this order.
  static let labelNames = ["label", "anomaly", "is_anomaly", "outlier"]
  static let neverFeatures = labelNames + ["changepoint"]

  /// Plans the reading of a file with columns `names`; `isDate` tells which columns hold a date in the first row.
  init(path: String, names: [String], isDate: [Bool], options: ReadOptions) throws(DataError) {
    let columns = ColumnList(path: path, names: names)
    let lowered = names.map { ColumnName($0).quantity.lowercased() }
    slots = [Int](repeating: -1, count: names.count)
    features = []

    var excluded = Set<Int>()
    for name in options.exclude { excluded.formUnion(try columns.indices(of: name)) }
    if let name = options.label {
      do {
        label = try columns.index(of: name)
      } catch {
        guard case .missingColumn = error, !options.needsLabel else { throw error }
      }
    } else if options.labelFiles.isEmpty {
      for name in ColumnPlan.labelNames where label == nil { label = lowered.firstIndex(of: name) }
    }
    let isTime = names.indices.map { isDate[$0] || TimeName(names[$0]).isTime }
    times =
      try options.time.map { name throws(DataError) in try ColumnPlan.times(name, columns) }
      ?? names.indices.filter { isTime[$0] && !excluded.contains($0) }
    time = times.first
    if let filtered = options.filter { filter = try columns.index(of: filtered.column) }

    let isReading = names.indices.map { index in
      !isTime[index] && !ColumnPlan.neverFeatures.contains(lowered[index]) && !excluded.contains(index)
        && index != label && !times.contains(index) && index != filter && !names[index].isEmpty
    }
    var chosen: [Int] = []
    if let wanted = options.columns {
      for selector in wanted {
        let found = try columns.indices(of: selector)
        // Who names one column means it, whatever it is; a range or a pattern means readings.
        chosen += found.count == 1 ? found : found.filter { isReading[$0] }
      }
    } else {
      chosen = names.indices.filter { isReading[$0] }
    }
    for index in chosen {
      guard slots[index] < 0 else { throw .ambiguousColumn(path: path, column: names[index]) }
      slots[index] = features.count
      features.append(names[index])
    }
    if features.isEmpty { throw .noFeatures(path: path) }
  }

  /// One column, or two with a `+` between their names.
  private static func times(_ name: String, _ columns: ColumnList) throws(DataError) -> [Int] {
    let halves = name.split(separator: "+", omittingEmptySubsequences: false)
    guard halves.count == 2, !columns.names.contains(name) else { return [try columns.index(of: name)] }
    return [try columns.index(of: String(halves[0])), try columns.index(of: String(halves[1]))]
  }

  /// Gives the features the places they have in `first`, the plan of an earlier file.
  mutating func agree(with first: ColumnPlan, path: String, other: String) throws(DataError) {
    for name in features where !first.features.contains(name) {
      throw .differentColumns(path: other, column: name, other: path)
    }
    var places: [Int] = []
    for name in features { places.append(first.features.firstIndex(of: name) ?? -1) }
    for name in first.features where !features.contains(name) {
      throw .differentColumns(path: path, column: name, other: other)
    }
    for index in slots.indices where slots[index] >= 0 { slots[index] = places[slots[index]] }
    features = first.features
  }
}
