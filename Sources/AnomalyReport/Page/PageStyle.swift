/// The style sheet of a page; the roles of `PictureStyle` are its colours.
enum PageStyle {
  /// Colours of series that have no role, told apart by their dashes as well.
  private static let series: [(light: String, dark: String, dash: String)] = [
    ("#2a6fb5", "#67aef0", "none"), ("#b3560a", "#f2a65a", "7 3"), ("#2c7f5c", "#5cc79a", "2 2"),
    ("#8a3fa0", "#cf8de3", "9 3 2 3"), ("#a3324a", "#f28ba0", "4 2"), ("#5a6a1f", "#b9cc66", "1 3"),
    ("#2f6f78", "#74c3ce", "12 3"), ("#6b5b4a", "#cbb8a4", "5 2 1 2 1 2"),
  ]

  /// Everything between `<style>` and `</style>`; no character that XML reserves.
  static let sheet = """
    :root{color-scheme:light dark;\(colours(isDark: false))}
    @media (prefers-color-scheme:dark){:root{\(colours(isDark: true))}}
    @media (prefers-color-scheme:dark){:root:has(#theme-light:checked){color-scheme:light;\(colours(isDark: false))}}
    :root:has(#theme-light:checked){color-scheme:light}
    :root:has(#theme-dark:checked){color-scheme:dark;\(colours(isDark: true))}
    \(PictureStyle.shapes(in: "svg"))
    \(PictureStyle.colours(in: "svg") { "var(--\($0.rawValue))" })
    \(seriesRules)
    \(frame)
    \(charts)
    \(narrow)

    """

  private static func colours(isDark: Bool) -> String {
    PictureStyle.Role.allCases.map { "--\($0.rawValue):\(PictureStyle.colour($0, isDark: isDark))" }
      .joined(separator: ";") + ";"
      + series.enumerated().map { "--s\($0):\(isDark ? $1.dark : $1.light)" }.joined(separator: ";")
  }

  private static var seriesRules: String {
    let own = series.enumerated().map { index, one in
      "svg .s\(index){stroke:var(--s\(index));stroke-dasharray:\(one.dash)}"
        + "svg .dot.s\(index),svg .area.s\(index){fill:var(--s\(index))}"
    }
    let roles = ["signal", "expected", "score"].map { "svg .dot.\($0),svg .area.\($0){fill:var(--\($0))}" }
    let heat = zip(1...4, [".16", ".4", ".7", "1"]).map { "svg .h\($0){fill:var(--signal);fill-opacity:\($1)}" }
    return (own + roles + heat).joined(separator: "\n") + """

      svg .h5{fill:var(--alarm)}
      .stop-over{stop-color:var(--alarm)}
      .stop-score{stop-color:var(--score)}
      svg .over-dot{fill:var(--alarm)}
      svg .dot{stroke:none;fill-opacity:.55}
      svg .big{r:5px;fill-opacity:1}
      svg .area{stroke-dasharray:none;stroke-width:1.2;fill-opacity:.22}
      svg .area.alarm{stroke:var(--alarm)}
      svg .faint{stroke-width:1;stroke-opacity:.6;stroke-dasharray:none}
      svg .bold{stroke-width:2.2}
      svg .chance{stroke:var(--muted);stroke-dasharray:3 3;fill:none}
      """
  }

  private static let frame = """
    *{box-sizing:border-box}
    html{scroll-padding-top:56px;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 \(PictureStyle.fonts)}
    header,main{max-width:1240px;margin:0 auto;padding:0 24px;overflow-x:clip}
    header{padding-top:28px;padding-bottom:10px}
    h1{font-size:27px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}
    h2{font-size:20px;margin:0 0 8px}
    h3{font-size:15px;margin:22px 0 6px}
    p{margin:0 0 12px;max-width:78ch;overflow-wrap:anywhere}
    header p{color:var(--muted);margin:0}
    nav{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--grid);display:flex;\
    gap:2px;overflow-x:auto;padding:6px max(16px,calc((100% - 1240px)/2 + 16px));scrollbar-width:none}
    nav a{color:var(--muted);text-decoration:none;white-space:nowrap;padding:5px 9px;border-radius:7px;font-size:14px}
    nav a:hover,nav a:focus-visible{background:var(--plot);color:var(--text)}
    section{padding:28px 0 20px;border-bottom:1px solid var(--grid)}
    section:last-child{border:0}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .theme{float:right;border:1px solid var(--grid);border-radius:8px;margin:0 0 8px 12px;padding:2px;display:flex}
    .theme input{position:absolute;opacity:0}
    .theme label{padding:2px 9px;border-radius:6px;font-size:13px;color:var(--muted);cursor:pointer}
    .theme input:checked + label{background:var(--grid);color:var(--text)}
    .theme input:focus-visible + label{outline:2px solid var(--signal)}
    .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px;margin:6px 0 16px}
    .tile{background:var(--plot);border:1px solid var(--grid);border-radius:10px;padding:10px 13px}
    .tile span,.tile small{display:block;color:var(--muted);font-size:13px;line-height:1.35}
    .tile strong{display:block;font-size:23px;line-height:1.35;font-variant-numeric:tabular-nums}
    .scroll{overflow-x:auto;margin:4px 0 16px;border:1px solid var(--grid);border-radius:10px}
    table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
    th,td{padding:6px 10px;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid);white-space:nowrap}
    td:last-child:not(.number){white-space:normal;overflow-wrap:anywhere;min-width:150px}
    tbody tr:last-child th,tbody tr:last-child td{border-bottom:0}
    thead th{color:var(--muted);font-weight:500;background:var(--plot)}
    tbody th{font-weight:500;position:sticky;left:0;background:var(--page)}
    .number{text-align:right}
    .emphasised th,.emphasised td{font-weight:700}
    details{margin:6px 0 14px;border:1px solid var(--grid);border-radius:10px;padding:0 14px}
    summary{cursor:pointer;padding:9px 0;font-weight:500;overflow-wrap:anywhere}
    """

  private static let charts = """
    figure{margin:0 0 18px}
    .legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;margin:0 0 4px;padding:0;color:var(--muted);\
    font-size:13px}
    .key{width:24px;height:12px;margin-right:6px;vertical-align:-1px}
    .stream{display:grid;grid-template-columns:64px minmax(0,1fr);position:relative}
    .stream.wide{grid-template-columns:170px minmax(0,1fr)}
    .stream .legend,.heading,.axis-title,.tools{grid-column:1 / -1}
    .heading{padding:8px 0 2px 64px;font-size:13px;line-height:1.35;display:flex;gap:6px;flex-wrap:wrap}
    .wide .heading{padding-left:170px}
    .heading span,.heading output{color:var(--muted)}
    .heading output{margin-left:auto;font-variant-numeric:tabular-nums}
    .ticks{position:relative}
    .ticks span{position:absolute;right:7px;transform:translateY(50%);font-size:11px;line-height:1;color:var(--muted);\
    font-variant-numeric:tabular-nums;white-space:nowrap}
    .plot{position:relative;background:var(--plot);touch-action:pan-y}
    .plot svg,.lane svg{display:block;width:100%;height:100%;position:absolute}
    .stream path{vector-effect:non-scaling-stroke}
    .plot i{position:absolute;right:6px;font:600 11px/1.2 \(PictureStyle.fonts);padding:1px 3px;pointer-events:none;\
    background:color-mix(in srgb,var(--plot) 60%,transparent);border-radius:3px}
    .plot .warn-text{color:var(--warn);transform:translateY(100%)}
    .alarm-text{color:var(--alarm)}
    .name{font-size:12px;line-height:16px;color:var(--muted);text-align:right;padding-right:7px;overflow:hidden;\
    text-overflow:ellipsis;white-space:nowrap;margin-top:4px}
    .lane{position:relative;height:16px;background:var(--plot);margin-top:4px}
    .axis{grid-column:2;position:relative;height:20px;border-top:1px solid var(--muted);margin-top:4px}
    .axis span{position:absolute;transform:translateX(-50%);top:4px;font-size:11px;color:var(--muted);\
    white-space:nowrap;font-variant-numeric:tabular-nums}
    .axis-title{text-align:center;font-size:12px;color:var(--muted);padding-left:64px}
    .cursor{position:absolute;top:0;bottom:0;width:1px;background:var(--muted);pointer-events:none}
    .selection{position:absolute;top:0;bottom:0;background:var(--signal);opacity:.2;pointer-events:none}
    .tools{display:flex;gap:4px;justify-content:flex-end;margin-bottom:2px}
    .tools button{font:13px/1.4 \(PictureStyle.fonts);color:var(--muted);background:var(--plot);\
    border:1px solid var(--grid);border-radius:6px;padding:1px 9px;cursor:pointer}
    .tools button:hover{color:var(--text)}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(290px,1fr));gap:18px 26px}
    .xy{max-width:460px}
    .xy figcaption + svg{display:block;width:100%;height:auto}
    .xy figcaption{font-size:14px;line-height:1.4;margin-bottom:4px}
    .xy figcaption p{color:var(--muted);margin:0;font-size:13px}
    """

  /// Phones.
  private static let narrow = """
    @media (max-width:640px){
    header,main{padding-left:14px;padding-right:14px}
    h1{font-size:22px}
    .tiles{grid-template-columns:repeat(2,1fr)}
    .tile strong{font-size:19px}
    .stream{grid-template-columns:44px minmax(0,1fr)}
    .stream.wide{grid-template-columns:104px minmax(0,1fr)}
    .heading,.axis-title{padding-left:44px}
    .wide .heading{padding-left:104px}
    .axis span:nth-child(even){display:none}
    th,td{padding:6px 9px}
    }
    @media print{nav,.theme,.tools{display:none}}
    """
}
