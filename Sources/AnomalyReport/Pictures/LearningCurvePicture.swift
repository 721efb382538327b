/// The picture of a training: losses on a logarithmic axis, learning rate, gradient norm, epoch by epoch.
///
/// One self-contained SVG in the style of `ScorePicture`.
public struct LearningCurvePicture: Sendable {
  /// Drawn large at the top.
  public var title: String
  /// One line under the title; empty for none.
  public var subtitle = ""
  /// One an epoch.
  public var trainingLosses: [Double]
  /// One an epoch; nil where there was no validation.
  public var validationLosses: [Double?]
  /// One an epoch; empty for no panel.
  public var learningRates: [Double] = []
  /// One an epoch, nil where it was not measured; empty for no panel.
  public var gradientNorms: [Double?] = []
  /// The epoch, from 1, whose weights were kept; 0 for none.
  public var bestEpoch = 0
  /// Tells this picture's styles from those of others in one HTML page: letters, digits and dashes.
  public var identifier = "curves"

  /// A picture of losses, as many of the one as of the other.
  public init(title: String, trainingLosses: [Double], validationLosses: [Double?]) {
    precondition(trainingLosses.count == validationLosses.count, "one validation loss or nil an epoch")
    self.title = title
    self.trainingLosses = trainingLosses
    self.validationLosses = validationLosses
  }

  /// The SVG document, without an XML declaration, so that it can stand inside HTML.
  public func svg() -> String {
    let hasRates = !learningRates.isEmpty
    let hasNorms = gradientNorms.contains { $0 != nil }
    let layout = CurveLayout(hasSubtitle: !subtitle.isEmpty, panels: (hasRates ? 1 : 0) + (hasNorms ? 1 : 0))
    let epochs = EpochAxis(epochs: trainingLosses.count, area: layout.loss)
    let (training, validation) = (Self.floats(trainingLosses), Self.floats(validationLosses))
    var svg = opening(layout) + heading(layout, hasValidation: validation.contains(where: \.isFinite))
    svg += panel(
      "loss", in: layout.loss, epochs, isLogarithmic: true,
      curves: [(training, "line signal"), (validation, "line over")])
    if bestEpoch > 0 {
      svg += SVGText.line(
        x1: epochs.rows.x(bestEpoch - 1), y1: layout.loss.top, x2: epochs.rows.x(bestEpoch - 1), y2: layout.loss.bottom,
        style: "limit warn-limit")
    }
    var areas = layout.others[...]
    if hasRates, let area = areas.popFirst() {
      svg += panel(
        "learning rate", in: area, epochs, isLogarithmic: false, curves: [(Self.floats(learningRates), "line score")])
    }
    if hasNorms, let area = areas.popFirst() {
      svg += panel(
        "gradient norm", in: area, epochs, isLogarithmic: true, curves: [(Self.floats(gradientNorms), "line score")])
    }
    return svg + epochs.svg(below: layout.bottom) + "</svg>\n"
  }

  private static func floats(_ values: [Double?]) -> [Float] { values.map { $0.map { Float($0) } ?? .nan } }

  private func panel(
    _ heading: String, in area: PlotArea, _ epochs: EpochAxis, isLogarithmic: Bool, curves: [([Float], String)]
  ) -> String {
    let axis = ValueAxis(covering: curves.flatMap(\.0), isLogarithmic: isLogarithmic, area: area)
    let panel = Panel(heading: heading, unit: isLogarithmic ? "log scale" : nil, axis: axis)
    return panel.ground + panel.frame
      + curves.map { values, style in
        "<path d=\"\(TracePath(values, rows: epochs.rows, axis: axis).data)\" class=\"\(style)\"/>\n"
      }.joined()
  }

  private func opening(_ layout: CurveLayout) -> String {
    let (width, height) = (SVGText.pixels(layout.width), SVGText.pixels(layout.height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" id="\(identifier)" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-label="\(SVGText.escaped(title))">
      <style>
      \(PictureStyle.sheet(scope: identifier))</style>
      <rect width="\(width)" height="\(height)" class="page"/>

      """
  }

  private func heading(_ layout: CurveLayout, hasValidation: Bool) -> String {
    var legend = Legend()
    legend.add(.line("line signal"), "training loss")
    if hasValidation { legend.add(.line("line over"), "validation loss") }
    if bestEpoch > 0 { legend.add(.line("limit warn-limit"), "weights kept") }
    var svg = SVGText.label(title, x: layout.margin, y: 40, style: "title")
    if !subtitle.isEmpty { svg += SVGText.label(subtitle, x: layout.margin, y: 62, style: "note") }
    return svg + legend.svg(left: layout.margin, y: layout.legendY)
  }
}

/// Where the parts of the picture stand.
private struct CurveLayout {
  let width = 900.0
  let margin = 28.0
  let legendY: Double
  let loss: PlotArea
  let others: [PlotArea]
  let bottom: Double
  let height: Double

  init(hasSubtitle: Bool, panels: Int) {
    let (left, plotWidth) = (84.0, 900 - 84.0 - 28)
    legendY = hasSubtitle ? 86 : 66
    loss = PlotArea(left: left, top: legendY + 18 + Panel.headingHeight, width: plotWidth, height: 240)
    var top = loss.bottom
    var areas: [PlotArea] = []
    for _ in 0..<panels {
      top += Panel.headingHeight
      areas.append(PlotArea(left: left, top: top, width: plotWidth, height: 78))
      top += 78
    }
    others = areas
    bottom = top + 4
    height = bottom + 58
  }
}

/// The horizontal axis: epochs from 1, each a row of its own.
private struct EpochAxis {
  let rows: RowAxis

  init(epochs: Int, area: PlotArea) { rows = RowAxis(rowCount: epochs, times: nil, area: area) }

  /// The axis line with the numbers of epochs and a title below `y`.
  func svg(below y: Double) -> String {
    let area = rows.area
    var svg = SVGText.line(x1: area.left, y1: y, x2: area.right, y2: y, style: "axis")
    for tick in Tick.linear(in: 1...Double(max(rows.rowCount, 2)), count: 10)
    where tick.value.rounded() == tick.value && Int(tick.value) <= max(rows.rowCount, 1) {
      let x = rows.x(Int(tick.value) - 1)
      svg += SVGText.line(x1: x, y1: y, x2: x, y2: y + 5, style: "axis")
      svg += SVGText.label(tick.text, x: x, y: y + 20, style: "tick", anchor: "middle")
    }
    return svg + SVGText.label("epoch", x: area.left + area.width / 2, y: y + 40, style: "note", anchor: "middle")
  }
}
