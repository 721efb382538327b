extension DetectorRecipe {
  /// For the series of `TSBADProtocol` with one column.
  static let tsbADOne = DetectorRecipe()

  /// For those with many.
  static let tsbADMany = DetectorRecipe()
}
