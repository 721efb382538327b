import AnomalyEvaluation
import AnomalyExport
import AnomalyReport
import Foundation

extension ReportSource {
  private static var pointLimit: Int { 1200 }

  /// What fewer bits do to the scores: a blob beside the model that it came from, or a model file beside what `export`
  /// would make of it.
  func quantisation() throws -> Page.Section {
    let (name, title) = ("Quantisation", "Effect of quantisation")
    guard let model else {
      return Page.Section(
        name, title, missing: "the model file that the blob came from is not given; name it with --model.")
    }
    let isModelFile = scoring.blob.isModelFile
    let small: Scoring
    var layers: [LayerError] = []
    if isModelFile {
      let export = try Exporter(model.model).export(.int8)
      small = Scoring(blob: export.blob)
      layers = export.layers
    } else {
      small = scoring
    }
    let large = isModelFile ? scoring : Scoring(blob: model.loaded)
    let precision = small.blob.precision
    let pairs = try pairs(small: small, large: large, smallIsOwn: !isModelFile)
    guard !pairs.isEmpty else {
      return Page.Section(name, title, missing: "the model file and the blob score no row in common.")
    }
    var blocks: [Page.Block] = [
      .text(
        "The same rows by the float32 model and by its \(precision) form"
          + (isModelFile ? ", as trainer export makes it. " : ". ")
          + "Thresholds are calibrated for each on its own scores, so that a common factor does no harm."),
      .tiles(tiles(pairs, small: small, large: large, precision)), .charts([scatter(pairs, precision)]),
    ]
    if !layers.isEmpty { blocks.append(.fold("Layer by layer", [.table(table(layers))])) }
    return Page.Section(name, title, blocks)
  }

  /// One row, scored by both.
  private struct Pair {
    var float: ScoredRow
    var small: ScoredRow
    var isAnomalous: Bool
  }

  private func pairs(small: Scoring, large: Scoring, smallIsOwn: Bool) throws -> [Pair] {
    let other = smallIsOwn ? large : small
    return try recordings.files.flatMap { file -> [Pair] in
      let frame = file.frame
      guard frame.runs.contains(where: { $0.count >= other.blob.blob.window }) || other.isRowSamples else { return [] }
      let theirs = Dictionary(uniqueKeysWithValues: try other.rows(of: frame).map { ($0.row, $0) })
      return file.rows.compactMap { own in
        theirs[own.row].map {
          Pair(float: smallIsOwn ? $0 : own, small: smallIsOwn ? own : $0, isAnomalous: file.labels[own.row])
        }
      }
    }
  }

  private func tiles(_ pairs: [Pair], small: Scoring, large: Scoring, _ precision: String) -> [Page.Tile] {
    let errors = pairs.map {
      Double(abs($0.small.result.score - $0.float.result.score))
        / Double(max($0.float.result.score, .leastNormalMagnitude))
    }.sorted()
    let same = pairs.count { ($0.small.result.verdict == .alarm) == ($0.float.result.verdict == .alarm) }
    var tiles = [
      Page.Tile("score error, median", Wording.percent(errors[errors.count / 2]), "of the float score"),
      Page.Tile(
        "score error, 95 % of rows below", Wording.percent(errors[errors.count * 95 / 100]), "of the float score"),
      Page.Tile("same alarms", Wording.percent(Double(same) / Double(pairs.count)), "each at its own threshold"),
      Page.Tile(
        "size", Wording.bytes(Int(small.blob.blob.header.blobBytes)), "of the \(precision) blob"),
    ]
    if evaluation != nil {
      let labels = pairs.map(\.isAnomalous)
      let areas = [pairs.map(\.float.result.score), pairs.map(\.small.result.score)].map { scores in
        (try? RankMetrics(scores: scores, labels: labels))?.rocAUC
      }
      tiles.append(Page.Tile("ROC-AUC, \(precision)", Wording.share(areas[1]), "float32 \(Wording.share(areas[0]))"))
    }
    return tiles
  }

  /// The highest scores and an even choice of the others.
  private func scatter(_ pairs: [Pair], _ precision: String) -> XYChart {
    let sorted = pairs.sorted { $0.float.result.score > $1.float.result.score }
    let top = sorted.prefix(Self.pointLimit / 4)
    let rest = sorted.dropFirst(top.count)
    let step = max(1, rest.count / (Self.pointLimit * 3 / 4))
    let shown = top + stride(from: rest.startIndex, to: rest.endIndex, by: step).map { rest[$0] }
    func points(_ isAnomalous: Bool) -> [(x: Double, y: Double)] {
      shown.filter { $0.isAnomalous == isAnomalous }
        .map { (Double($0.float.result.score), Double($0.small.result.score)) }
    }
    let positive = shown.flatMap { [Double($0.float.result.score), Double($0.small.result.score)] }.filter { $0 > 0 }
    let high = (positive.max() ?? 1) * 1.3
    let range = max((positive.min() ?? 0.1) / 1.3, high * 1e-7)...high
    var chart = XYChart(
      title: "Row by row", x: .init("float32 score, log scale", range: range, isLogarithmic: true),
      y: .init("\(precision) score, log scale", range: range, isLogarithmic: true),
      series: [.init(evaluation == nil ? "row" : "normal row", .dots, style: "signal", points: points(false))])
    let anomalous = points(true)
    if evaluation != nil, !anomalous.isEmpty {
      chart.series.append(.init("anomalous row", .dots, style: "alarm", points: anomalous))
    }
    chart.guides = [
      .init(
        "equal", style: "chance", from: (range.lowerBound, range.lowerBound), to: (range.upperBound, range.upperBound))
    ]
    if shown.count < pairs.count {
      chart.note =
        "\(Wording.grouped(shown.count)) of \(Wording.grouped(pairs.count)) rows, the highest scores among them"
    }
    return chart
  }

  private func table(_ layers: [LayerError]) -> PageTable {
    var table = PageTable(
      title: "error of each layer", .text("layer"), .number("rows"), .number("columns"), .number("signal to error"))
    for layer in layers {
      table.add(
        layer.name, "\(layer.rows)", "\(layer.columns)",
        layer.decibels.map { $0.isFinite ? String(format: "%.1f dB", $0) : "exact" } ?? "in the score")
    }
    return table
  }
}
