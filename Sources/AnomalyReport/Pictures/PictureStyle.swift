/// Fonts and colours, light and dark; the picture's elements name only classes.
enum PictureStyle {
  static let fonts =
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"

  /// What a colour is for.
  enum Role: String, CaseIterable {
    case page, plot, text, muted, grid, signal, expected, score, fault, faultOpacity, warn, alarm
  }

  /// A colour of a light and of a dark page.
  static func colour(_ role: Role, isDark: Bool) -> String {
    switch role {
    case .page: isDark ? "#12161b" : "#ffffff"
    case .plot: isDark ? "#181e25" : "#f7f9fb"
    case .text: isDark ? "#e8ecf1" : "#18212b"
    case .muted: isDark ? "#97a4b2" : "#5d6b7a"
    case .grid: isDark ? "#28313b" : "#e3e8ee"
    case .signal: isDark ? "#67aef0" : "#2a6fb5"
    case .expected: isDark ? "#f2a65a" : "#b3560a"
    case .score: isDark ? "#c3ccd6" : "#3c4856"
    case .fault: isDark ? "#a48cf2" : "#7c5cd6"
    case .faultOpacity: isDark ? ".3" : ".18"
    case .warn: isDark ? "#f0ad4e" : "#c77700"
    case .alarm: isDark ? "#ff6b74" : "#d02f3f"
    }
  }

  /// The style sheet inside the SVG; `scope` keeps it from reaching other pictures of the same page.
  static func sheet(scope: String) -> String {
    """
    \(shapes(in: "#\(scope)"))
    \(colours(in: "#\(scope)") { colour($0, isDark: false) })
    @media (prefers-color-scheme:dark){
    \(colours(in: "#\(scope)") { colour($0, isDark: true) })
    }

    """
  }

  /// Fonts and strokes of the classes below `scope`.
  static func shapes(in scope: String) -> String {
    """
    \(scope){font-family:\(fonts);font-size:12px}
    \(scope) .title{font-size:21px;font-weight:600}
    \(scope) .panel{font-weight:600}
    \(scope) .tick{font-size:11px;font-variant-numeric:tabular-nums}
    \(scope) .line{fill:none;stroke-width:1.1;stroke-linejoin:round;stroke-linecap:round}
    \(scope) .grid,\(scope) .axis{fill:none;stroke-width:1}
    \(scope) .expected{stroke-dasharray:5 2}
    \(scope) .limit{fill:none;stroke-width:1.3;stroke-dasharray:6 4}
    \(scope) .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
    """
  }

  /// Colours of the classes below `scope`.
  static func colours(in scope: String, _ colour: (Role) -> String) -> String {
    """
    \(scope) .page{fill:\(colour(.page))}
    \(scope) .plot{fill:\(colour(.plot))}
    \(scope) .title,\(scope) .panel{fill:\(colour(.text))}
    \(scope) .note,\(scope) .tick{fill:\(colour(.muted))}
    \(scope) .grid{stroke:\(colour(.grid))}
    \(scope) .axis{stroke:\(colour(.muted))}
    \(scope) .signal{stroke:\(colour(.signal))}
    \(scope) .expected{stroke:\(colour(.expected))}
    \(scope) .score{stroke:\(colour(.score))}
    \(scope) .over{stroke:\(colour(.alarm))}
    \(scope) .fault{fill:\(colour(.fault));fill-opacity:\(colour(.faultOpacity))}
    \(scope) .warn{fill:\(colour(.warn))}
    \(scope) .alarm{fill:\(colour(.alarm))}
    \(scope) .warn-limit{stroke:\(colour(.warn))}
    \(scope) .alarm-limit{stroke:\(colour(.alarm))}
    \(scope) .halo{stroke:\(colour(.plot))}
    """
  }
}
