import AnomalyData
import Testing

@Suite struct NumPyArrayTests {
  private let folder = TemporaryFolder()

  /// A file as `numpy.save` writes it.
  private func file(_ type: String, _ shape: String, _ body: [UInt8], version: UInt8 = 1, fortran: Bool = false)
    -> String
  {
    var header = "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': (\(shape)), }"
    let first = version == 1 ? 10 : 12
    while (first + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    let length = header.utf8.count
    let size = version == 1 ? [length & 255, length >> 8] : [length & 255, length >> 8, 0, 0]
    return folder.file(
      "a.npy", [0x93] + Array("NUMPY".utf8) + [version, 0] + size.map(UInt8.init) + Array(header.utf8) + body)
  }

  private func bytes<Value: BitwiseCopyable>(_ values: [Value]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }

  @Test func everyTypeOfNumber() throws {
    func read(_ path: String) throws -> [Float] { try Frame(reading: [path]).values }
    #expect(try read(file("<f4", "2, 2", bytes([1.5, -2, 3, 4] as [Float]))) == [1.5, -2, 3, 4])
    #expect(try read(file("<f8", "3,", bytes([0.1, 2, 3] as [Double]))) == [0.1, 2, 3])
    #expect(try read(file("<i2", "2,", bytes([-5, 7] as [Int16]), version: 2)) == [-5, 7])
    #expect(try read(file("<i4", "2,", bytes([-5, 70_000] as [Int32]), version: 3)) == [-5, 70_000])
    #expect(try read(file("<i8", "1,", bytes([1 << 40] as [Int64]))) == [0x1p40])
    #expect(try read(file("|u1", "2,", [0, 255])) == [0, 255])
    #expect(try read(file("|i1", "2,", [1, 255])) == [1, -1])
    #expect(try read(file("<u2", "1,", [255, 255])) == [65_535])
    #expect(try read(file("|b1", "2,", [0, 1])) == [0, 1])
  }

  @Test func columnsAreNamedAndChosenAsInText() throws {
    let path = file("<f4", "2, 3", bytes([1, 2, 0, 4, .nan, 1] as [Float]))
    var options = ReadOptions()
    options.label = "c2"
    options.renames = [Rename(old: "#0", new: "speed")]
    let frame = try Frame(reading: [path], options: options)
    #expect(frame.columnNames == ["speed", "c1"] && frame.labels == [0, 1])
    #expect(frame[1, 0] == 4 && frame[1, 1].isNaN)
    options = ReadOptions()
    options.filter = RowFilter("c2=1")
    options.time = "c0"
    #expect(try Frame(reading: [path], options: options).time?.text(0) == "4")
  }

  @Test func otherArraysAreRefused() {
    func reason(_ path: String) -> String? {
      do {
        _ = try Frame(reading: [path])
        return nil
      } catch {
        guard case .unfitArray(_, let reason) = error else { return "\(error)" }
        return reason
      }
    }
    #expect(reason(file(">f4", "1,", [0, 0, 0, 0]))?.contains("type >f4") == true)
    #expect(reason(file("|O", "1,", [0]))?.contains("type |O") == true)
    #expect(reason(file("<f4", "1,", [0, 0, 0, 0], fortran: true))?.contains("Fortran") == true)
    #expect(reason(file("<f4", "1, 1, 1", [0, 0, 0, 0]))?.contains("shape is (1, 1, 1)") == true)
    #expect(reason(file("<f4", "2,", [0, 0, 0, 0]))?.contains("ends before the last") == true)
    #expect(reason(file("<f4", "9223372036854775807, 9", [0, 0, 0, 0]))?.contains("ends before the last") == true)
    #expect(reason(file("<f4", "1,", [0, 0, 0, 0], version: 4))?.contains("version") == true)
    #expect(
      reason(folder.file("b.npy", [0x93] + Array("NUMPY".utf8) + [1, 0, 200, 0, 1, 2]))?.contains("header") == true)
    #expect(reason(file("<f8", "1,", bytes([1e300])))?.contains("3.4e38") == true)
  }
}
