/// A rectangle of the picture in pixels, y growing downwards.
struct PlotArea: Equatable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }
}
