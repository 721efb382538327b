import AnomalyData
import AnomalyModels
import AnomalyNN
import AnomalyReport
import Foundation

/// `trainer models`: what can be trained.
struct Models: Command {
  static let summary = "List the models, or show the layers of one"
  static let examples = [
    Example("trainer models", "every model with its parameters and what it is"),
    Example("trainer models transformer --window 50 --columns 4", "its layers and options"),
    Example("trainer models lstm-autoencoder --json", "the same as JSON, a start for a --model-file of one's own"),
  ]

  @Positional("NAME", help: "a model or a preset; all models when not given") var name: String?
  @Option("--window", "-w", value: "ROWS", in: 2...4096, help: "rows of the windows it is shown for") var window = 32
  @Option("--columns", value: "N", in: 1...4096, help: "columns of the data it is shown for") var columns = 4
  @Option("--picture", value: "FILE.svg", help: "where to draw its layers") var picture: String?
  @Flag("--json", help: "the graph as JSON, as --model-file reads it") var isJSON: Bool

  func run() throws {
    guard let name else {
      if isJSON || picture != nil {
        throw CommandLineError.conflict(
          "--json and --picture show one model; name it, as in `trainer models vae --json`")
      }
      try AtomicFile.write(try list() + "\n" + presets() + "\n" + notes, to: "-")
      return
    }
    if let kind = ModelKind(rawValue: name) {
      try show(kind.graph(window: shape(kind, ModelOptions())), kind)
    } else if let preset = ModelPreset(rawValue: name) {
      try show(preset.graph(), preset.kind)
    } else {
      let names = ModelKind.allCases.map(\.rawValue) + ModelPreset.allCases.map(\.rawValue)
      let nearest = nearestName(to: name, in: names).map { "; did you mean \($0)?" } ?? ""
      throw CommandLineError.conflict("there is no model \(name)\(nearest) `trainer models` lists them all")
    }
  }

  private func shape(_ kind: ModelKind, _ options: ModelOptions) -> Shape {
    Shape(steps: window + kind.horizon(options: options), channels: columns)
  }

  private func list() throws -> String {
    var table = Table(.left("model"), .right("parameters"), .left("what it is"))
    for kind in ModelKind.allCases {
      let graph = try kind.graph(window: shape(kind, ModelOptions()))
      table.add(kind.rawValue, "\(graph.parameterCount)", kind.summary)
    }
    return table.text
  }

  private func presets() throws -> String {
    var table = Table(.left("preset"), .right("parameters"), .left("shape"))
    for preset in ModelPreset.allCases {
      let graph = try preset.graph()
      table.add(preset.rawValue, "\(graph.parameterCount)", "\(preset.kind.rawValue) on \(preset.input)")
    }
    return table.text
  }

  private var notes: String {
    """
    Parameters are for windows of \(window) × \(columns) and default options, those of presets for their own shape.
    `trainer models NAME` shows layers and options, `--json` writes a graph to start a --model-file from.

    """
  }

  private func show(_ graph: Graph, _ kind: ModelKind) throws {
    if let picture { try AtomicFile.write(FlowPicture(graph, title: name ?? kind.rawValue).svg(), to: picture) }
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try AtomicFile.write(String(decoding: try encoder.encode(graph), as: UTF8.self) + "\n", to: "-")
      return
    }
    var table = Table(.right("layer"), .left("what"), .left("reads"), .left("gives"), .right("parameters"))
    for index in graph.nodes.indices {
      let reads = graph.nodes[index].inputs.map { $0 < 0 ? "window" : "\($0)" }.joined(separator: ", ")
      let parameters = graph.nodes[index].shares.map { "those of \($0)" } ?? "\(graph.parameterRange(of: index).count)"
      table.add("\(index)", graph.layers[index].description, reads, "\(graph.outputShapes[index])", parameters)
    }
    let options = ModelOption.allCases.filter(kind.knownOptions().contains).map { "--\($0.rawValue)" }
    let text = """
      \(kind.rawValue): \(kind.summary)
      \(graph.parameterCount) parameters for an input of \(graph.input)

      \(table.text)
      options: \(options.joined(separator: " "))

      """
    try AtomicFile.write(text, to: "-")
  }
}

extension FlowPicture {
  /// The layers of a graph below its window.
  init(_ graph: Graph, title: String) {
    var bars = [
      Bar(
        name: "window", shape: graph.window.description, size: graph.input.size, reads: [], isScored: false)
    ]
    for index in graph.nodes.indices {
      let node = graph.nodes[index]
      bars.append(
        Bar(
          name: node.layer.description + (node.shares.map { " = \($0)" } ?? ""),
          shape: graph.outputShapes[index].description, size: graph.outputShapes[index].size,
          reads: node.inputs.map { $0 + 1 }, isScored: graph.score.contains { $0.node == index }))
    }
    self.init(title: title, bars: bars)
  }
}
