extension DetectorRecipe {
  /// For servers, which are what the machines of `smd` are.
  static let asd = smd
}
