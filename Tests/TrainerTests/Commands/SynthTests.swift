import AnomalyData
import Testing

@testable import trainer

@Suite struct SynthTests {
  @Test func writesRowsLabelsAndTheListOfFaults() throws {
    let folder = try TemporaryFolder()
    let words = ["synth", "-o", folder.file("a.csv"), "-n", "2000", "--seed", "3", "--faults", folder.file("f.csv")]
    #expect(Trainer.run(words) == .done)
    let frame = try Frame(reading: [folder.file("a.csv")])
    #expect(frame.rowCount == 2000)
    let labels = try #require(frame.labels)

    let lines = try folder.text("f.csv").split(separator: "\n")
    #expect(lines.first == "kind,first_row,last_row,columns")
    #expect(lines.count > 1)
    var listed = [UInt8](repeating: 0, count: 2000)
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",")
      for row in Int(fields[1])!...Int(fields[2])! { listed[row] = 1 }
    }
    #expect(listed == labels)
  }

  @Test func theSeedDecides() throws {
    let folder = try TemporaryFolder()
    for (name, seed) in [("a", "1"), ("b", "1"), ("c", "2")] {
      #expect(Trainer.run(["synth", "-o", folder.file(name), "-n", "300", "--seed", seed]) == .done)
    }
    #expect(try folder.text("a") == folder.text("b"))
    #expect(try folder.text("a") != folder.text("c"))
  }

  @Test func anUnwritableOutputEndsWith73() {
    #expect(Trainer.run(["synth", "-n", "10", "-o", "/nonexistent/a.csv"]) == .cannotWrite)
  }
}
