/// Where the parts of a picture stand, from top to bottom: title, subtitle, legend, signal panels, score, alarm lane, axis.
struct PictureLayout {
  let width = 1200.0
  let margin = 28.0
  let titleY = 40.0
  let subtitleY = 62.0
  let legendY: Double
  /// One a signal.
  let signals: [PlotArea]
  let score: PlotArea
  /// The strip that holds the alarm marks.
  let lane: PlotArea
  let height: Double

  init(signalCount: Int, hasScore: Bool, hasSubtitle: Bool) {
    let left = 84.0
    let plotWidth = width - left - margin
    legendY = hasSubtitle ? 86 : 66
    var top = legendY + 18
    var areas: [PlotArea] = []
    for _ in 0..<signalCount {
      top += Panel.headingHeight
      areas.append(PlotArea(left: left, top: top, width: plotWidth, height: 78))
      top += 78
    }
    signals = areas
    if hasScore { top += Panel.headingHeight }
    score = PlotArea(left: left, top: top, width: plotWidth, height: hasScore ? 150 : 0)
    lane = PlotArea(left: left, top: score.bottom + 4, width: plotWidth, height: hasScore ? 20 : 0)
    height = lane.bottom + 58
  }

  /// The upper edge of the uppermost panel.
  var panelsTop: Double { signals.first?.top ?? score.top }
}
