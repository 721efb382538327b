extension DetectorRecipe {
  /// For single signals of many kinds with one anomaly: a window of two periods of the training rows sees the shape of a
  /// cycle and its neighbour.
  static let ucr = {
    var recipe = DetectorRecipe()
    recipe.kind = .ridge
    recipe.options.penalty = 1
    recipe.window = .period(times: 2, in: 8...512, otherwise: 128)
    recipe.rows = .mean
    return recipe
  }()
}
