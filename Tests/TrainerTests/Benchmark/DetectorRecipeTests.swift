import AnomalyData
import AnomalyFormat
import Foundation
import Testing

@testable import trainer

@Suite struct DetectorRecipeTests {
  @Test("A window follows the period of the training rows, inside its range")
  func windows() {
    let frame = Frame(values: (0..<400).map { Float(sin(Double($0) * .pi / 10)) }, columnNames: ["x"])
    let flat = Frame(values: (0..<400).map { Float($0) }, columnNames: ["x"])
    #expect(WindowRule.rows(7).rows(for: frame) == 7)
    #expect(WindowRule.period(times: 1, in: 4...100, otherwise: 9).rows(for: frame) == 20)
    #expect(WindowRule.period(times: 2, in: 4...30, otherwise: 9).rows(for: frame) == 30)
    #expect(WindowRule.period(times: 1, in: 4...100, otherwise: 9).rows(for: flat) == 9)
    // 110 rows can be split for windows of 12 rows, not of 13.
    let short = frame.rows([0..<110])
    #expect(WindowRule.period(times: 1, in: 4...100, otherwise: 9).rows(for: short) == 12)
  }

  @Test("Smoothing is bounded by what the device averages")
  func smoothing() {
    #expect(SmoothingLength.none.rows(window: 10) == nil)
    #expect(SmoothingLength.windows(0.01).rows(window: 10) == 2)
    #expect(SmoothingLength.windows(1000).rows(window: 10) == DecisionRecord.longestMean)
    var recipe = DetectorRecipe()
    recipe.smoothing = .rows(5)
    recipe.hold = 3
    #expect(recipe.decision(window: 10).length == 5 && recipe.decision(window: 10).hold == 3)
    #expect(recipe.decision(window: 10).smoothing == Smoothing.mean.rawValue)
  }

  @Test("Another model keeps the family's window and rules, but not the options of the family's own")
  func otherModel() {
    var recipe = DetectorRecipe()
    recipe.kind = .autoencoder
    recipe.options.hidden = [3]
    recipe.window = .rows(5)
    #expect(recipe.with(.linear).options.hidden == nil)
    #expect(recipe.with(.linear).window == .rows(5))
    #expect(recipe.with(.autoencoder).options.hidden == [3])
  }

  @Test("Chosen rows of a frame keep the borders of runs and of what was left out")
  func rows() {
    let frame = Frame(values: (0..<20).map(Float.init), columnNames: ["a", "b"], runs: [0..<4, 4..<10])
    let kept = frame.rows([1..<3, 3..<6, 8..<9])
    #expect(kept.values == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 17])
    #expect(kept.runs == [0..<2, 2..<3, 3..<5, 5..<6])
    let joined = Frame(joining: [kept, kept])
    #expect(joined.rowCount == 12 && joined.runs.count == 8 && joined.runs.last == 11..<12)
  }
}
