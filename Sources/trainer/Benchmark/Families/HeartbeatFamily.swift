extension DetectorRecipe {
  /// For the series of `HeartbeatProtocol`.
  static let heartbeats = DetectorRecipe()
}
