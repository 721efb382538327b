extension DetectorRecipe {
  /// For the series of TSB-AD with one column, which are of the kinds that `ucr` is for.
  static let tsbADOne = ucr

  /// For those with many, which are of the kinds that `smd` is for.
  static let tsbADMany = smd
}
