import AnomalyData
import AnomalyReport
import Testing

@Suite struct TablePictureTests {
  private func frame(missing: Bool, runs: [Range<Int>]? = nil, labels: [UInt8]? = nil) -> Frame {
    let values = (0..<40).map { row in missing && row == 6 ? Float.nan : Float(row) }
    return Frame(values: values, columnNames: ["a [bar]", "b"], runs: runs, labels: labels)
  }

  private func count(_ piece: String, in text: String) -> Int {
    text.split(separator: piece, omittingEmptySubsequences: false).count - 1
  }

  @Test func aPanelAColumnWithItsUnit() {
    let svg = TablePicture(title: "a & b", of: frame(missing: false), columns: 9).svg()
    #expect(svg.contains("a &amp; b") && svg.contains(">bar</tspan>"))
    #expect(count("class=\"plot\"", in: svg) == 2)
    #expect(!svg.contains("missing") && !svg.contains("gap or end") && !svg.contains("labelled"))
    #expect(count("class=\"plot\"", in: TablePicture(title: "t", of: frame(missing: false), columns: 1).svg()) == 1)
  }

  @Test func marksWhatIsMissingWhereRunsEndAndLabels() {
    let labels = (0..<20).map { UInt8($0 / 10) }
    let svg = TablePicture(title: "t", of: frame(missing: true, runs: [0..<5, 5..<20], labels: labels), columns: 2)
      .svg()
    // Each mark once in the picture and once in the legend.
    #expect(count("class=\"warn\"", in: svg) == 2)
    #expect(count("class=\"limit alarm-limit\"", in: svg) == 2)
    #expect(count("class=\"fault\"", in: svg) == 2)
  }

  @Test func gapsInTimeAreMarkedInsideARun() {
    var time = TimeColumn(name: "time", format: .iso8601)
    for row in 0..<20 { time.append(Int64(row < 12 ? row : row + 90) * 1_000_000_000) }
    let frame = Frame(values: (0..<20).map { Float($0) }, columnNames: ["a"], time: time)
    let svg = TablePicture(title: "t", of: frame, columns: 1).svg()
    #expect(count("class=\"limit alarm-limit\"", in: svg) == 2)
    #expect(svg.contains("time (UTC), from 1970-01-01"))
  }
}
