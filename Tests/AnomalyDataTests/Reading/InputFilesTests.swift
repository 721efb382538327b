import AnomalyData
import Foundation
import Testing

@Suite struct InputFilesTests {
  @Test func foldersAndPatternsAreSortedByName() throws {
    let folder = TemporaryFolder()
    for name in ["b.csv", "a.tsv", "c.txt.gz", "README.txt", ".hidden.csv", "notes.md", "d.npy"] {
      _ = folder.file(name, "x\n1\n")
    }
    let all = ["a.tsv", "b.csv", "c.txt.gz", "d.npy"].map { "\(folder.path)/\($0)" }
    #expect(try InputFiles.expanded([folder.path]) == all)
    #expect(try InputFiles.expanded([folder.path + "/"]) == all)
    #expect(try InputFiles.expanded(["\(folder.path)/[ab].*"]) == Array(all[..<2]))
    #expect(try InputFiles.expanded(["-", "nowhere.csv", all[1]]) == ["-", "nowhere.csv", all[1]])
  }

  @Test func aNameThatExistsIsNoPattern() throws {
    let folder = TemporaryFolder()
    let odd = folder.file("a[1].csv", "x\n1\n")
    #expect(try InputFiles.expanded([odd]) == [odd])
    #expect(throws: DataError.nothingMatches(pattern: "\(folder.path)/*.tsv")) {
      try InputFiles.expanded(["\(folder.path)/*.tsv"])
    }
  }

  @Test func packedFilesAreUnpacked() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.csv", "x,y\n" + String(repeating: "1,2.5\n", count: 50_000))
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-n", path]
    try gzip.run()
    gzip.waitUntilExit()
    let frame = try Frame(reading: [path + ".gz"])
    #expect(frame.rowCount == 50_000 && frame.values.suffix(2) == [1, 2.5])

    let broken = folder.file("b.csv.gz", "x\n1\n")
    #expect(throws: DataError.notUnpacked(path: broken, reason: "gzip finds it damaged or of another kind")) {
      try Frame(reading: [broken])
    }
    let cut = folder.file("c.csv.gz", Array(folder.content("a.csv.gz").dropLast(9)))
    #expect(throws: DataError.self) { try Frame(reading: [cut]) }
    #expect(throws: DataError.unreadable(path: "/nowhere.gz", reason: "no such file or directory")) {
      try Frame(reading: ["/nowhere.gz"])
    }
  }
}
