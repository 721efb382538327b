extension DetectorRecipe {
  /// For the series of `TelemetryProtocol`.
  static let telemetry = DetectorRecipe()
}
