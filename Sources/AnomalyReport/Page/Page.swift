/// One self-contained HTML page: no network, no font of its own, light or dark, readable on a phone, and without
/// script as well.
///
/// Equal values give equal bytes. All texts are escaped.
public struct Page: Sendable {
  /// A figure that stands out.
  public struct Tile: Sendable {
    /// What it is.
    public var name: String
    /// The figure.
    public var value: String
    /// What it means, in a few words.
    public var note: String

    /// A figure.
    public init(_ name: String, _ value: String, _ note: String = "") {
      self.name = name
      self.value = value
      self.note = note
    }
  }

  /// A piece of a section.
  public indirect enum Block: Sendable {
    /// A paragraph.
    case text(String)
    /// A heading inside the section.
    case heading(String)
    /// Figures beside each other.
    case tiles([Tile])
    /// A table, which scrolls sideways where it is too wide.
    case table(PageTable)
    /// A chart as wide as the page.
    case stream(StreamChart)
    /// Small charts beside each other.
    case charts([XYChart])
    /// Blocks that open on demand.
    case fold(String, [Block])
  }

  /// A part of the page with its place in the navigation.
  public struct Section: Sendable {
    /// In the navigation, one word.
    public var name: String
    /// The heading.
    public var title: String
    /// Top to bottom.
    public var blocks: [Block]

    /// A section of blocks; its anchor is its name.
    public init(_ name: String, _ title: String, _ blocks: [Block]) {
      self.name = name
      self.title = title
      self.blocks = blocks
    }

    /// A section that says in one line why it has nothing to show.
    public init(_ name: String, _ title: String, missing reason: String) {
      self.init(name, title, [.text("Not shown: \(reason)")])
    }

    /// Letters, digits and dashes.
    var identifier: String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
  }

  /// The title of the page.
  public var title: String
  /// One line under the title.
  public var subtitle: String
  /// Top to bottom.
  public var sections: [Section]

  /// A page of sections.
  public init(title: String, subtitle: String, sections: [Section]) {
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
  }

  /// The HTML document.
  public func html() -> String {
    let navigation = sections.map { Markup.element("a", [("href", "#\($0.identifier)")], text: $0.name) }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(SVGText.escaped(title))</title>
      <style>
      \(PageStyle.sheet)</style>
      </head>
      <body>
      <header>
      \(Self.switcher)
      <h1>\(SVGText.escaped(title))</h1>
      <p>\(SVGText.escaped(subtitle))</p>
      </header>
      <nav aria-label="sections">\(navigation)</nav>
      <main>
      \(sections.map(Self.html).joined(separator: "\n"))
      </main>
      <script>
      \(PageScript.text)</script>
      </body>
      </html>

      """
  }

  /// Light, dark or as the device prefers; it works without a script.
  private static let switcher =
    "<fieldset class=\"theme\"><legend class=\"hidden\">colours</legend>"
    + [("auto", "Auto"), ("light", "Light"), ("dark", "Dark")].map { value, name in
      "<input type=\"radio\" name=\"theme\" id=\"theme-\(value)\"\(value == "auto" ? " checked=\"checked\"" : "")/>"
        + "<label for=\"theme-\(value)\">\(name)</label>"
    }.joined() + "</fieldset>"

  private static func html(_ section: Section) -> String {
    Markup.element(
      "section", [("id", section.identifier)],
      Markup.element("h2", text: section.title) + "\n" + section.blocks.map(html).joined(separator: "\n"))
  }

  private static func html(_ block: Block) -> String {
    switch block {
    case .text(let text): Markup.element("p", text: text)
    case .heading(let text): Markup.element("h3", text: text)
    case .tiles(let tiles): Markup.element("div", [("class", "tiles")], tiles.map(html).joined())
    case .table(let table): table.html()
    case .stream(let chart): chart.html()
    case .charts(let charts): Markup.element("div", [("class", "charts")], charts.map { $0.html() }.joined())
    case .fold(let summary, let blocks):
      Markup.element(
        "details", [], Markup.element("summary", text: summary) + blocks.map(html).joined(separator: "\n"))
    }
  }

  private static func html(_ tile: Tile) -> String {
    Markup.element(
      "div", [("class", "tile")],
      Markup.element("span", text: tile.name) + Markup.element("strong", text: tile.value)
        + (tile.note.isEmpty ? "" : Markup.element("small", text: tile.note)))
  }
}
