extension DetectorRecipe {
  /// For the series of `SMDProtocol`.
  static let smd = DetectorRecipe()
}
