import AnomalyData
import Foundation
import Testing

@testable import AnomalyNN

/// What the page about layers of one's own says of a layer is what a graph file may say.
@Suite struct LayerOptionsTests {
  /// One row of the page's table.
  private struct Row {
    var kind: String
    /// Each option, with the values it lists.
    var options: [String: [String]]
  }

  private static func rows() throws -> [Row] {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/AnomalyModels/AnomalyModels.docc/Models/OwnLayers-page.md")
    return try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
      let cells = $0.split(separator: "|").map(String.init)
      let options = cells[1].matches(of: /`([A-Za-z]+)`(?: \(([^)]*)\))?/).map { match in
        (String(match.1), (match.2 ?? "").split(separator: ", ").map(String.init))
      }
      return Row(
        kind: cells[0].trimmingCharacters(in: [" ", "`"]), options: Dictionary(uniqueKeysWithValues: options))
    }
  }

  /// The layers of the samples, one or more of each kind, as the objects of a graph file.
  private static func objects() throws -> [[String: Any]] {
    try SampleGraphs.all.flatMap(\.graph.layers).map { layer in
      try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(layer)) as? [String: Any])
    }
  }

  @Test func thePageNamesEveryOptionOfEveryLayer() throws {
    let rows = try Self.rows()
    #expect(
      Set(rows.map(\.kind)) == Set(Layer.Kind.allCases.map(\.rawValue)) && rows.count == Layer.Kind.allCases.count)
    for row in rows {
      let written = try Self.objects().filter { $0["layer"] as? String == row.kind }
      #expect(!written.isEmpty, "no sample has a layer \(row.kind)")
      for object in written { #expect(Set(object.keys) == Set(["layer"] + row.options.keys)) }
    }
  }

  @Test func everyValueThatThePageListsIsUnderstood() throws {
    let objects = try Self.objects()
    for row in try Self.rows() {
      for (option, values) in row.options {
        for value in values {
          var object = try #require(objects.first { $0["layer"] as? String == row.kind })
          object[option] = value
          let layer = try JSONDecoder().decode(Layer.self, from: JSONSerialization.data(withJSONObject: object))
          #expect(layer.kind.rawValue == row.kind)
        }
        // Where it lists some it lists all.
        let found = Set(objects.filter { $0["layer"] as? String == row.kind }.compactMap { $0[option] as? String })
        if option != "activation" { #expect(found.isSubset(of: values), "\(row.kind) \(option)") }
      }
    }
  }
}
