extension DetectorRecipe {
  /// For machines whose many metrics come scaled to 0 … 1 already: another scaling would lift metrics that hardly ever
  /// change above all others. Twenty rows are the window of the published reference methods.
  static let smd = {
    var recipe = DetectorRecipe()
    recipe.kind = .ridge
    recipe.options.penalty = 1
    recipe.window = .rows(20)
    recipe.scaler = .none
    recipe.rows = .mean
    return recipe
  }()
}
