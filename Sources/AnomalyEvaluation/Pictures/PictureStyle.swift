/// Fonts and colours, light and dark; the picture's elements name only classes.
enum PictureStyle {
  private static let fonts =
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"

  /// Colours by role.
  private struct Palette {
    var page: String
    var plot: String
    var text: String
    var muted: String
    var grid: String
    var signal: String
    var score: String
    var fault: String
    var faultOpacity: String
    var warn: String
    var alarm: String
  }

  private static let light = Palette(
    page: "#ffffff", plot: "#f7f9fb", text: "#18212b", muted: "#5d6b7a", grid: "#e3e8ee", signal: "#2a6fb5",
    score: "#3c4856", fault: "#7c5cd6", faultOpacity: ".18", warn: "#c77700", alarm: "#d02f3f")

  private static let dark = Palette(
    page: "#12161b", plot: "#181e25", text: "#e8ecf1", muted: "#97a4b2", grid: "#28313b", signal: "#67aef0",
    score: "#c3ccd6", fault: "#a48cf2", faultOpacity: ".3", warn: "#f0ad4e", alarm: "#ff6b74")

  /// The page's colours, for the document around the picture.
  static var pageColours: (light: String, dark: String) { (light.page, dark.page) }

  /// The style sheet inside the SVG; `scope` keeps it from reaching other pictures of the same page.
  static func sheet(scope: String) -> String {
    """
    #\(scope){font-family:\(fonts);font-size:12px}
    #\(scope) .title{font-size:21px;font-weight:600}
    #\(scope) .panel{font-weight:600}
    #\(scope) .tick{font-size:11px;font-variant-numeric:tabular-nums}
    #\(scope) .line{fill:none;stroke-width:1.1;stroke-linejoin:round;stroke-linecap:round}
    #\(scope) .grid,#\(scope) .axis{fill:none;stroke-width:1}
    #\(scope) .limit{fill:none;stroke-width:1.3;stroke-dasharray:6 4}
    #\(scope) .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
    \(colours(light, scope))
    @media (prefers-color-scheme:dark){
    \(colours(dark, scope))
    }

    """
  }

  private static func colours(_ palette: Palette, _ scope: String) -> String {
    """
    #\(scope) .page{fill:\(palette.page)}
    #\(scope) .plot{fill:\(palette.plot)}
    #\(scope) .title,#\(scope) .panel{fill:\(palette.text)}
    #\(scope) .note,#\(scope) .tick{fill:\(palette.muted)}
    #\(scope) .grid{stroke:\(palette.grid)}
    #\(scope) .axis{stroke:\(palette.muted)}
    #\(scope) .signal{stroke:\(palette.signal)}
    #\(scope) .score{stroke:\(palette.score)}
    #\(scope) .over{stroke:\(palette.alarm)}
    #\(scope) .fault{fill:\(palette.fault);fill-opacity:\(palette.faultOpacity)}
    #\(scope) .warn{fill:\(palette.warn)}
    #\(scope) .alarm{fill:\(palette.alarm)}
    #\(scope) .warn-limit{stroke:\(palette.warn)}
    #\(scope) .alarm-limit{stroke:\(palette.alarm)}
    #\(scope) .halo{stroke:\(palette.plot)}
    """
  }
}
