import AnomalyNN
import Testing

@testable import AnomalyTraining

@Suite struct PrototypeChoiceTests {
  private static let team = ThreadTeam(threads: 1)

  @Test func logitsDifferAsSquaredDistancesDo() {
    let centres: [Float] = [0, 0, 4, 0, 0, 3]
    let points: [Float] = [0.5, 0, 4, 0.5, 0, 2.5, -0.5, 0]
    let choice = PrototypeChoice(centres: centres, points: points, length: 2, team: Self.team)
    let width = 0.1 * 0.25
    let x: [Double] = [1, 1]
    let logits = (0..<3).map { c in
      Double(choice.bias[c]) + Double(choice.weights[2 * c]) * x[0] + Double(choice.weights[2 * c + 1]) * x[1]
    }
    let distances = [2.0, 10, 5]
    #expect(abs((logits[1] - logits[0]) - (distances[0] - distances[1]) / width) < 1e-3)
    #expect(abs((logits[2] - logits[0]) - (distances[0] - distances[2]) / width) < 1e-3)
    #expect(choice.values == [0, 4, 0, 0, 0, 3])
  }

  @Test func pointsOnTheirPrototypesGiveFiniteLogits() {
    let centres: [Float] = [1, -1, 100, 50]
    let choice = PrototypeChoice(centres: centres, points: centres, length: 2, team: Self.team)
    let largest = (0..<2).map { c in
      (0..<2).reduce(0) { $0 + abs(choice.weights[2 * c + $1]) } * 125
    }.max()!
    #expect(largest <= 2000.1 && largest > 1999)
  }
}
