extension DetectorRecipe {
  /// For the series of `TSBADProtocol`.
  static let tsbAD = DetectorRecipe()
}
