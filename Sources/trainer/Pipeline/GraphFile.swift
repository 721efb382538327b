import AnomalyData
import AnomalyNN
import Foundation

/// A user's own stack of layers, as `trainer models NAME --json` writes one: `{"layers": [{"layer": "dense", "units": 8},
/// …]}`, with `"input"`, `"window"`, `"target"` and `"score"` where they are not those of the data.
struct GraphFile: Decodable {
  private var input: Shape?
  private var window: Shape?
  private var layers: [Node]
  private var target: [Int]?
  private var score: [ScoreTerm]?

  /// - Errors: `GraphFileError`.
  init(path: String) throws(GraphFileError) {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw GraphFileError(path: path, problem: "cannot be read; give the path of a JSON file")
    }
    do { self = try JSONDecoder().decode(GraphFile.self, from: data) } catch let error as DecodingError {
      throw GraphFileError(path: path, problem: error.sentence)
    } catch {
      throw GraphFileError(path: path, problem: "\(error)")
    }
  }

  /// Rows that the layers see of a window, where the file says.
  var inputSteps: Int? { input?.steps }
  /// Rows of a window behind those.
  var horizon: Int {
    guard let window, let input else { return 0 }
    return max(window.steps - input.steps, 0)
  }

  /// The graph for windows of shape `data`.
  ///
  /// - Errors: `GraphError`, and `GraphFileError` where file and data do not fit.
  func graph(path: String, window data: Shape) throws -> Graph {
    let own = window ?? input
    if let own, own != data {
      throw GraphFileError(
        path: path,
        problem: "expects windows of \(own) values (rows × columns), but the data gives \(data); "
          + "choose --window and --columns to fit, or leave \"input\" out of the file")
    }
    if let target, target.count != 2 || target[0] >= target[1] {
      throw GraphFileError(path: path, problem: "expects \"target\" to be two rising numbers, got \(target)")
    }
    return try Graph(
      input: input ?? data, nodes: layers, window: data, target: target.map { $0[0]..<$0[1] }, score: score)
  }
}

/// Why a graph file is none; the text is one sentence.
struct GraphFileError: Error, Equatable, CustomStringConvertible {
  let path: String
  let problem: String

  var description: String { "\(path): \(problem)" }
}

extension DecodingError {
  /// Where in the file, what was expected and what came.
  fileprivate var sentence: String {
    func place(_ context: Context) -> String {
      let path = context.codingPath.reduce("") { text, key in
        key.intValue.map { "\(text)[\($0)]" } ?? (text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)")
      }
      return path.isEmpty ? "the file" : path
    }
    switch self {
    case .keyNotFound(let key, let context): return "\(place(context)) lacks \"\(key.stringValue)\""
    case .typeMismatch(let type, let context): return "\(place(context)) should be of type \(type)"
    case .valueNotFound(let type, let context): return "\(place(context)) should be of type \(type), but is null"
    case .dataCorrupted(let context): return "\(place(context)): \(context.debugDescription)"
    @unknown default: return "\(self)"
    }
  }
}
