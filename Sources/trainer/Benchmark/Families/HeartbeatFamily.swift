extension DetectorRecipe {
  /// For heartbeats, one a row: beats of a healthy heart are few shapes, so the nearest of some is the right question;
  /// noise that beats do not share is taken off before.
  static let heartbeats = {
    var recipe = DetectorRecipe()
    recipe.kind = .kMeans
    recipe.options.slots = 20
    recipe.options.penalty = 1
    return recipe
  }()
}
