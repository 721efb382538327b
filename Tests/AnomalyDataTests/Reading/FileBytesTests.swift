import AnomalyData
import Glibc
import Testing

@Suite struct FileBytesTests {
  @Test func aPipeIsReadToItsEnd() throws {
    let text = "a,b\n" + String(repeating: "1.25,-3\n", count: 20_000)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    // Room for the whole text, so that nobody has to read while it is written.
    let setPipeSize: Int32 = 1031
    try #require(fcntl(ends[1], setPipeSize, 1 << 18) >= Int32(text.utf8.count))
    try AtomicFile.write(text, to: "/proc/self/fd/\(ends[1])")
    close(ends[1])
    let frame = try Frame(reading: ["/proc/self/fd/\(ends[0])"])
    close(ends[0])
    #expect(frame.rowCount == 20_000)
    #expect(frame.values.suffix(2) == [1.25, -3])
  }

  @Test func anEmptyPipeIsAnEmptyFile() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[1])
    let path = "/proc/self/fd/\(ends[0])"
    #expect(throws: DataError.empty(path: path)) { try Frame(reading: [path]) }
    close(ends[0])
  }
}
