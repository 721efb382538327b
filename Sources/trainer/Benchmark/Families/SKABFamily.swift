extension DetectorRecipe {
  /// For the series of `SKABProtocol`.
  static let skab = DetectorRecipe()
}
