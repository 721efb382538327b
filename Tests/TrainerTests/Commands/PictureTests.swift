import Testing

@testable import trainer

@Suite struct PictureTests {
  private let data = "time,a [bar],b,label\n" + (0..<6).map { "2024-01-01 00:0\($0):00,\($0),1,\($0 / 4)\n" }.joined()
  private let scores =
    "time,row,score,p_value,verdict,column\nx,0,,,unknown,\nx,1,0.1,1,normal,a\nx,2,3,0.1,alarm,b\n"
    + "x,3,0.2,0.5,warn,a\nx,4,5,0.1,alarm,a\nx,5,0.1,1,normal,b\n"

  @Test func drawsWhatTheFilesHold() throws {
    let folder = try TemporaryFolder()
    try folder.write(data, to: "d.csv")
    try folder.write(scores, to: "s.csv")
    let words = ["picture", folder.file("d.csv"), folder.file("s.csv"), "-o"]
    #expect(Trainer.run(words + [folder.file("p.svg"), "--warn", "0.15", "--alarm", "1"]) == .done)
    let svg = try folder.text("p.svg")
    #expect(svg.contains("6 rows, 2 columns, 1 of 1 labelled faults found, 1 false alarm<"))
    #expect(svg.contains(">d.csv</text>") && svg.contains("alarm 1</text>") && svg.contains("time (UTC)"))
    #expect(svg.contains(">a <tspan class=\"note\" font-weight=\"400\">bar</tspan>"))

    #expect(Trainer.run(words + [folder.file("p.html"), "--columns", "b", "--title", "B & C"]) == .done)
    let html = try folder.text("p.html")
    #expect(html.contains("<title>B &amp; C</title>"))
    #expect(!html.contains(">a <tspan"))
  }

  /// Scores without verdicts are compared with the level of the blob that made them.
  @Test func theLevelOfABlobDecidesWhatIsAnAlarm() throws {
    let files = try SampleFiles()
    let rows = (0..<SampleFiles.rows).map { "\($0),1e9\n" }.joined()
    try files.folder.write("row,score\n" + rows, to: "high.csv")
    let picture = files.folder.file("p.svg")
    let words = ["picture", files.test, files.folder.file("high.csv"), "-o", picture]
    #expect(Trainer.run(words + ["--blob", files.blob]) == .done)
    let found = try files.folder.text("p.svg").firstMatch(of: /(\d+) of (\d+) labelled faults found, 0 false alarms/)
    #expect(try #require(found).1 == found?.2)
    #expect(Trainer.run(words) == .done)
    #expect(!(try files.folder.text("p.svg").contains("labelled faults found")))
  }

  @Test func verdictsAreRead() throws {
    let folder = try TemporaryFolder()
    try folder.write(scores, to: "s.csv")
    let file = try ScoreFile(path: folder.file("s.csv"), rowCount: 6)
    #expect(file.scores.dropFirst() == [0.1, 3, 0.2, 5, 0.1])
    #expect(file.scores[0].isNaN)
    #expect(file.alarms == [false, false, true, false, true, false])
  }

  @Test func aScoreHoldsUntilTheNextOne() throws {
    let folder = try TemporaryFolder()
    try folder.write("row,score\n2,1\n4,7\n", to: "s.csv")
    let file = try ScoreFile(path: folder.file("s.csv"), rowCount: 7)
    #expect(file.scores[2..<6] == [1, 1, 7, 7])
    #expect(file.scores[1].isNaN && file.scores[6].isNaN)
    #expect(file.alarms == nil)
  }

  @Test func scoresOfAnotherRecordingAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("row,score\n6,1\n", to: "s.csv")
    #expect(throws: ScoreFileError.rowOutside(path: folder.file("s.csv"), row: 6, rowCount: 6)) {
      try ScoreFile(path: folder.file("s.csv"), rowCount: 6)
    }
  }

  @Test func badInvocations() throws {
    let folder = try TemporaryFolder()
    try folder.write(data, to: "d.csv")
    #expect(Trainer.run(["picture", folder.file("d.csv"), folder.file("none.csv"), "-o", "p.svg"]) == .badData)
    #expect(Trainer.run(["picture", folder.file("d.csv"), folder.file("d.csv"), "-o", "p.png"]) == .usage)
  }
}
