extension DetectorRecipe {
  /// For the series of `ASDProtocol`.
  static let asd = DetectorRecipe()
}
