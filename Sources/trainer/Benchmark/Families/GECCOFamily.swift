extension DetectorRecipe {
  /// For the series of `GECCOProtocol`.
  static let gecco = DetectorRecipe()
}
