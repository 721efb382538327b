import AnomalyExport
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct ExplanationTests {
  /// Trained until it reconstructs.
  private static var trained: SampleModel {
    var model = SampleModel(window: 4, columns: 3, hidden: [24, 12])
    model.epochs = 300
    return model
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func contributionsSumToOneAndNameTheDisturbedColumn(precision: Precision, build: RuntimeBuild) throws {
    let model = Self.trained
    let detector = try build.detector(model.export(precision).bytes)
    for column in 0..<model.columns {
      var window = model.windows(1, seed: 30)[0]
      for row in 0..<model.window { window[row * 3 + column] += 6 * Float(column + 1) }
      _ = try detector.score(window)
      let shares = try detector.contributions()
      #expect(shares.allSatisfy { $0 >= 0 })
      #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
      #expect(shares.firstIndex(of: shares.max() ?? 0) == column)
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func reconstructionIsNearTheInputInPhysicalUnits(precision: Precision, build: RuntimeBuild) throws {
    let model = Self.trained
    let detector = try build.detector(model.export(precision).bytes)
    for window in model.windows(16, seed: 31) {
      _ = try detector.score(window)
      for (place, value) in try detector.reconstruction().enumerated() {
        // A quarter of the wave's amplitude.
        #expect(abs(value - window[place]) < 0.25 * Float(place % 3 + 1))
      }
    }
  }

  /// The three explanations of one window belong together: residuals from the reconstruction give the score and shares.
  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func reconstructionAccountsForScoreAndContributions(precision: Precision, build: RuntimeBuild) throws {
    let model = SampleModel(window: 5, columns: 4, hidden: [70, 6])
    let detector = try build.detector(model.export(precision).bytes)
    for window in model.windows(8, seed: 32) {
      let score = try detector.score(window).score
      let expected = try detector.reconstruction()
      var squares = [Double](repeating: 0, count: model.columns)
      for place in window.indices {
        let residual = Double(window[place] - expected[place]) * 0.5 / Double(place % 4 + 1)
        squares[place % 4] += residual * residual
      }
      let sum = squares.reduce(0, +)
      #expect(abs(sum / Double(model.size) - Double(score)) < 1e-3 * Double(score) + 1e-6)
      for (share, part) in zip(try detector.contributions(), squares) {
        #expect(abs(Double(share) - part / sum) < 1e-3)
      }
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func attentionSumsToAboutOne(precision: Precision, build: RuntimeBuild) throws {
    for shrink: Float in [0, 0.08] {
      for isCosine in [false, true] {
        let model = SampleModel(
          window: 4, columns: 3, hidden: [10, 5], slots: 13, isCosine: isCosine, shrink: shrink)
        let detector = try build.detector(model.export(precision).bytes)
        for window in model.windows(4, seed: 33) {
          _ = try detector.score(window)
          let weights = try detector.attention()
          #expect(weights.count == 13)
          #expect(weights.allSatisfy { $0 >= 0 && $0 <= 1 })
          #expect(abs(weights.reduce(0, +) - 1) < 0.002)
        }
      }
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func prototypesAreTheGreatestOfTheAttention(precision: Precision, build: RuntimeBuild) throws {
    // Hard shrinkage leaves several slots with an attention of 0: ties.
    let model = SampleModel(window: 4, columns: 3, hidden: [10, 5], slots: 13, isCosine: true, shrink: 0.08)
    let detector = try build.detector(model.export(precision).bytes)
    for window in model.windows(4, seed: 35) {
      _ = try detector.score(window)
      let weights = try detector.attention()
      let order = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
      for count in [0, 1, 4, 13] {
        let nearest = try detector.prototypes(count)
        #expect(nearest.map { Int($0.slot) } == Array(order.prefix(count)))
        #expect(nearest.map(\.weight) == order.prefix(count).map { weights[$0] })
      }
      #expect(throws: RuntimeError.count) { try detector.prototypes(14) }
    }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func pushOfAFurtherSampleEndsTheExplanation(build: RuntimeBuild) throws {
    var model = SampleModel.tiny
    model.stride = 2
    let detector = try build.detector(model.export(.int8).bytes)
    #expect(throws: RuntimeError.nothingScored) { try detector.contributions() }
    #expect(throws: RuntimeError.nothingScored) { try detector.reconstruction() }
    #expect(throws: RuntimeError.nothingScored) { try detector.attention() }
    for _ in 0..<3 { _ = try detector.push([0, 10]) }
    #expect(try detector.contributions().count == 2)
    #expect(try detector.push([0, 10]) == nil)
    #expect(throws: RuntimeError.nothingScored) { try detector.contributions() }
    #expect(throws: RuntimeError.nothingScored) { try detector.attention() }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func explainingChangesNothing(build: RuntimeBuild) throws {
    let detector = try build.detector(SampleModel.tiny.export(.int8).bytes)
    _ = try detector.score(SampleModel.tiny.windows(1, seed: 34)[0])
    let before = try detector.save()
    for _ in 0..<2 {
      _ = try detector.contributions()
      _ = try detector.reconstruction()
      _ = try detector.attention()
    }
    #expect(try detector.save() == before)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func aWindowWithoutAnyValueHasNoContributions(build: RuntimeBuild) throws {
    let detector = try build.detector(SampleModel.tiny.export(.int8).bytes)
    _ = try detector.score([Float](repeating: .nan, count: 6))
    #expect(try detector.contributions() == [0, 0])
  }
}
