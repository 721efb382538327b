extension DetectorRecipe {
  /// For the recordings of a test rig with eight sensors, of which each has its own point of operation: short training
  /// parts, so that a closed form with few effective parameters is right, and a threshold far outside the quartiles of the
  /// calibration part, because the rig wanders between operation and test.
  static let skab = {
    var recipe = DetectorRecipe()
    recipe.kind = .ridge
    recipe.options.penalty = 0.3
    recipe.window = .rows(10)
    recipe.alarm = .iqr(5)
    recipe.warn = .iqr(3)
    return recipe
  }()
}
