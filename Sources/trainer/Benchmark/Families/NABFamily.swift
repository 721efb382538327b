extension DetectorRecipe {
  /// For the series of `NABProtocol`.
  static let nab = DetectorRecipe()
}
