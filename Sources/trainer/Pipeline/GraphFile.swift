import AnomalyData
import AnomalyNN
import Foundation

/// A user's own stack of layers, as `trainer models NAME --json` writes one: `{"layers": [{"layer": "dense", "units": 8},
/// …]}`, with `"input"`, `"window"`, `"target"` and `"score"` where they are not those of the data.
struct GraphFile {
  private let path: String
  private let draft: GraphDraft

  /// - Errors: `GraphFileError`.
  init(path: String) throws(GraphFileError) {
    self.path = path
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw GraphFileError(path: path, problem: "cannot be read; give the path of a JSON file")
    }
    do { draft = try JSONDecoder().decode(GraphDraft.self, from: data) } catch let error as DecodingError {
      throw GraphFileError(path: path, problem: error.sentence)
    } catch {
      throw GraphFileError(path: path, problem: "\(error)")
    }
  }

  /// Rows that the layers see of a window, where the file says.
  var inputSteps: Int? { draft.input?.steps }
  /// Rows of a window behind those.
  var horizon: Int {
    guard let window = draft.window, let input = draft.input else { return 0 }
    return max(window.steps - input.steps, 0)
  }

  /// The graph for windows of shape `data`.
  ///
  /// - Errors: `GraphError`, and `GraphFileError` where file and data do not fit.
  func graph(window data: Shape) throws -> Graph {
    if let own = draft.window ?? draft.input, own != data {
      throw GraphFileError(
        path: path,
        problem: "expects windows of \(own) values (rows × columns), but the data gives \(data); "
          + "choose --window and --columns to fit, or leave \"input\" out of the file")
    }
    return try draft.graph(window: data)
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
