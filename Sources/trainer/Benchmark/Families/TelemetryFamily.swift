extension DetectorRecipe {
  /// For one telemetry value beside many commands that are 0 or 1, scaled already as in `smd`.
  static let telemetry = smd
}
