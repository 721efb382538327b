extension DetectorRecipe {
  /// For water quality with missing samples: columns of physical units, so standardised, in windows of twenty minutes.
  static let gecco = {
    var recipe = DetectorRecipe()
    recipe.kind = .ridge
    recipe.options.penalty = 1
    recipe.window = .rows(20)
    return recipe
  }()
}
