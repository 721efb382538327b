import AnomalyNN

/// The choice of the nearest of k prototypes c as two dense layers around a softmax: logits −|x − c|²/T, of which what all
/// prototypes share is left out, then the sum of the prototypes weighted by it.
///
/// T is a tenth of the mean squared distance of a window from its prototype, so that the nearest one is chosen nearly alone
/// unless two are equally near; and wide enough that logits stay within what fixed-point arithmetic holds.
package struct PrototypeChoice {
  /// 2 (c − m)/T, `[k][n]`, where m is the mean of the prototypes.
  package let weights: [Float]
  /// −|c|²/T, `[k]`, up to a constant.
  package let bias: [Float]
  /// The prototypes, `[n][k]`.
  package let values: [Float]

  /// T as a share of the mean squared distance.
  private static let narrowness = 0.1
  /// Most magnitude of a logit.
  private static let largestLogit = 2000.0
  /// How far beyond the points' own range windows may reach.
  private static let reach = 1.25

  /// - Parameters:
  ///   - centres: `[k][length]`.
  ///   - points: windows of `length` values, at least one.
  package init(centres: [Float], points: [Float], length: Int, team: ThreadTeam) {
    let count = centres.count / length
    var mean = [Double](repeating: 0, count: length)
    for (place, value) in centres.enumerated() { mean[place % length] += Double(value) / Double(count) }
    let distances = PointBlocks(points, dim: length).nearest(of: centres, team: team).distance
    let spread = distances.reduce(0) { $0 + Double($1) } / Double(distances.count)
    let largest = Double(points.reduce(0) { max($0, $1.magnitude) }) * Self.reach
    let reached = (0..<count).map { centre in
      (0..<length).reduce(0) { $0 + abs(Double(centres[centre * length + $1]) - mean[$1]) } * 2 * largest
    }
    let width = max(spread * Self.narrowness, (reached.max() ?? 0) / Self.largestLogit, 1e-12)
    let squares = (0..<count).map { centre in
      (0..<length).reduce(0) { $0 + Double(centres[centre * length + $1]) * Double(centres[centre * length + $1]) }
    }
    let least = squares.min() ?? 0
    weights = centres.enumerated().map { Float(2 * (Double($1) - mean[$0 % length]) / width) }
    bias = squares.map { Float((least - $0) / width) }
    values = (0..<length * count).map { centres[$0 % count * length + $0 / count] }
  }
}
