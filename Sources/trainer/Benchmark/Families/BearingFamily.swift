extension DetectorRecipe {
  /// For vibration at 48 kHz: windows of 64 samples see the resonances that a fault excites.
  static let bearings = {
    var recipe = DetectorRecipe()
    recipe.kind = .ridge
    recipe.options.penalty = 1
    recipe.window = .rows(64)
    return recipe
  }()
}
