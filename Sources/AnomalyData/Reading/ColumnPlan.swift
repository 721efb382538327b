/// What each column of one file is: a feature, the label, the time, the filter's, or nothing to us.
struct ColumnPlan {
  /// For each column of the file the place of its value in a row of the frame, or -1.
  var slots: [Int]
  /// The column indices of the label, the time and the filter.
  var label: Int?
  var time: Int?
  var filter: Int?
  /// The names of the features in the order of the frame.
  var features: [String]

  /// Names that mark labels; all but `changepoint` are label columns unless another is named, in this order.
  static let labelNames = ["label", "anomaly", "is_anomaly", "outlier"]
  static let neverFeatures = labelNames + ["changepoint"]
  static let timeNames = ["time", "timestamp", "datetime", "date"]

  /// Plans the reading of a file with columns `names`; `isDate` tells which columns hold a date in the first row.
  init(path: String, names: [String], isDate: [Bool], options: ReadOptions) throws(DataError) {
    let columns = ColumnList(path: path, names: names)
    let lowered = names.map { ColumnName($0).quantity.lowercased() }
    slots = [Int](repeating: -1, count: names.count)
    features = []

    var excluded = Set<Int>()
    for name in options.exclude { excluded.insert(try columns.index(of: name)) }
    if let name = options.label {
      label = try columns.index(of: name)
    } else {
      for name in ColumnPlan.labelNames where label == nil { label = lowered.firstIndex(of: name) }
    }
    let isTime = names.indices.map { isDate[$0] || ColumnPlan.timeNames.contains(lowered[$0]) }
    if let name = options.time { time = try columns.index(of: name) } else { time = isTime.firstIndex(of: true) }
    if let filtered = options.filter { filter = try columns.index(of: filtered.column) }

    if let wanted = options.columns {
      for name in wanted {
        let index = try columns.index(of: name)
        guard slots[index] < 0 else { throw .ambiguousColumn(path: path, column: name) }
        slots[index] = features.count
        features.append(names[index])
      }
    } else {
      for index in names.indices {
        let isFeature =
          !isTime[index] && !ColumnPlan.neverFeatures.contains(lowered[index]) && !excluded.contains(index)
          && index != label && index != time && index != filter && !names[index].isEmpty
        guard isFeature else { continue }
        slots[index] = features.count
        features.append(names[index])
      }
    }
    if features.isEmpty { throw .noFeatures(path: path) }
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

/// The columns of one file, found by name.
struct ColumnList {
  let path: String
  let names: [String]

  init(path: String, names: [String]) {
    self.path = path
    self.names = names
  }

  /// The index of the column called `name`: the whole name, or the name without its unit where only one fits.
  func index(of name: String) throws(DataError) -> Int {
    var found = names.indices.filter { names[$0] == name }
    if found.isEmpty { found = names.indices.filter { ColumnName(names[$0]).quantity == name } }
    guard let first = found.first else {
      throw .missingColumn(path: path, column: name, nearest: nearestName(to: name, in: names))
    }
    guard found.count == 1 else { throw .ambiguousColumn(path: path, column: name) }
    return first
  }
}
