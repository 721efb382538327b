extension DetectorRecipe {
  /// For single metrics of servers, roads and advertisements with a short probation: the row alone, beside the levels that
  /// the probation showed; an alarm is told once, and again in the next 200 rows only where it gets worse.
  static let nab = {
    var recipe = DetectorRecipe()
    recipe.kind = .kMeans
    recipe.options.slots = 15
    recipe.window = .rows(1)
    recipe.quietRows = 200
    return recipe
  }()
}
