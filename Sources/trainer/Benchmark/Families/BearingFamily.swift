extension DetectorRecipe {
  /// For the series of `BearingProtocol`.
  static let bearings = DetectorRecipe()
}
