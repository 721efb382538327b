extension DetectorRecipe {
  /// For the series of `UCRProtocol`.
  static let ucr = DetectorRecipe()
}
