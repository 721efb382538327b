import Testing

@testable import AnomalyData

@Suite struct ColumnListTests {
  private let text = "time,temp1,temp2 [C],flow*,label,b\n0,1,2,3,0,4\n"

  private func chosen(_ columns: [String]) throws -> [String] { try frame(text) { $0.columns = columns }.columnNames }

  @Test func numbersAndRangesCountFromZero() throws {
    #expect(try chosen(["#1"]) == ["temp1"])
    #expect(try chosen(["#1-#3"]) == ["temp1", "temp2 [C]", "flow*"])
    #expect(try chosen(["#3-#1"]) == ["flow*", "temp2 [C]", "temp1"])
    // A range leaves out times and labels; a single number does not.
    #expect(try chosen(["#0-#5"]) == ["temp1", "temp2 [C]", "flow*", "b"])
    #expect(try chosen(["#0"]) == ["time"])
  }

  @Test func patternsMatchNamesWithAndWithoutUnits() throws {
    #expect(try chosen(["temp*"]) == ["temp1", "temp2 [C]"])
    #expect(try chosen(["temp?"]) == ["temp1", "temp2 [C]"])
    #expect(try chosen(["*"]) == ["temp1", "temp2 [C]", "flow*", "b"])
    // A name that exists is no pattern.
    #expect(try chosen(["flow*"]) == ["flow*"])
    #expect(try frame(text) { $0.exclude = ["temp*", "#5"] }.columnNames == ["flow*"])
  }

  @Test func renamedColumnsGoByTheirNewNames() throws {
    let frame = try frame(text) {
      $0.renames = [Rename(old: "temp1", new: "Inlet [K]"), Rename(old: "#5", new: "anomaly")]
      $0.columns = ["Inlet"]
    }
    #expect(frame.columnNames == ["Inlet [K]"] && frame.units == ["K"])
    #expect(Rename("a=b=c") == Rename(old: "a", new: "b=c") && Rename("a=") == nil && Rename("=b") == nil)
  }
}
