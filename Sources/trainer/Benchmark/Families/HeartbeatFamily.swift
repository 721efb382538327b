import AnomalyData

extension DetectorRecipe {
  /// For heartbeats, one a row: beats of a healthy heart are few shapes, so the nearest of some is the right question.
  static let heartbeats = {
    var recipe = DetectorRecipe()
    recipe.kind = .kMeans
    recipe.options.slots = 20
    // Normal beats are few, and a closed form needs no validation part.
    recipe.fractions = TimeSplit.Fractions(training: 0.9, validation: 0.05, calibration: 0.05)
    return recipe
  }()
}
