import AnomalyFormat
import Foundation
import SampleModels
import Testing

@testable import trainer

/// Files that are not the blob they are said to be.
@Suite struct BadBlobTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func expectScore(_ name: String, _ fragment: String, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    for words in [["score", files.folder.file(name), files.test], ["inspect", files.folder.file(name)]] {
      try TrainerProcess.run(words)
        .expectSentence(65, "\(files.folder.file(name))\(fragment)", sourceLocation: sourceLocation)
    }
  }

  @Test func filesThatAreNoBlobs() throws {
    try expectScore("none.blob", ": no such file or directory; check the path and the permissions")
    try expectScore("", ": is a directory; check the path and the permissions")
    try expectScore("test.csv", " is neither a model file nor a blob; give a file that trainer train or")
    try files.write([], to: "empty.blob")
    try expectScore("empty.blob", ": the blob is longer than the bytes given")
  }

  @Test func damage() throws {
    let sound = try files.bytes("pump.blob")
    try files.write(Array(sound.dropLast(64)), to: "short.blob")
    try expectScore("short.blob", ": the blob is longer than the bytes given; it was truncated")
    var newer = sound
    newer[8] = 2
    try files.write(newer, to: "newer.blob")
    try expectScore("newer.blob", ": the blob's format version is not one that this library reads; update")
    var flipped = sound
    flipped[sound.count / 2] ^= 4
    try files.write(flipped, to: "flipped.blob")
    try expectScore("flipped.blob", ": the blob's CRC-32C does not match its contents")
  }

  /// A model file whose description was changed and whose checksum is right again: an error or a blob, never a crash.
  @Test(arguments: [
    ("\"stride\":1", "\"stride\":0", "stride"), ("\"window\":4", "\"window\":5", "number of columns"),
    ("\"gain\":[", "\"gain\":[1,", "scaler"), ("\"steps\":4", "\"steps\":0", "description"),
    ("\"units\":[\"rpm\"", "\"units\":[\"V\",\"rpm\"", "number of columns"), ("{", "[", "description"),
    ("\"window\":4", "\"window\":9223372036854775807", "number of columns"),
  ])
  func aDamagedDescription(old: String, new: String, part: String) throws {
    // One option less makes room for the change.
    let changed = try changingRecord(try files.bytes("pump.anomaly")) { record in
      try record.replacingFirst("\"learning-rate 0.001\",", by: "").replacingFirst(old, by: new)
    }
    try files.write(changed, to: "d.anomaly")
    try TrainerProcess.run(["export", files.folder.file("d.anomaly"), "-o", files.folder.file("d.blob")])
      .expectSentence(65, "the model file's \(part) does not fit its model; train again")
  }

  @Test func seededDamageOfTheHostSections() throws {
    let sound = try files.bytes("pump.anomaly")
    let first = try #require(hostSections(of: sound).map(\.lowerBound).min())
    var endings = Set<Int32>()
    for seed in 0..<24 {
      var bytes = sound
      let place = first + (seed * 7919 * 13) % (seed % 2 == 0 ? 2400 : sound.count - first)
      bytes[place] = UInt8(truncatingIfNeeded: Int(bytes[place]) + 1 + seed * 37)
      try files.write(sealed(bytes), to: "d.anomaly")
      let run = try TrainerProcess.run(["export", files.folder.file("d.anomaly"), "-o", files.folder.file("d.blob")])
      #expect(run.code == 0 || run.code == 65, "\(place): \(run.error)")
      if run.code != 0 { expectOneSentence(run.error) }
      endings.insert(run.code)
    }
    #expect(endings == [0, 65])
  }

  private func hostSections(of bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBytes { buffer in
      let header = buffer.loadUnaligned(as: BlobHeader.self)
      return Section.allCases.filter(\.isHostOnly).map { section in
        let entry = header.sections[section]
        return Int(entry.offset)..<Int(entry.offset + entry.bytes)
      }
    }
  }

  /// The model file with another description, in the room of the old one and of the sections behind it.
  private func changingRecord(_ bytes: [UInt8], _ change: (String) throws -> String) throws -> [UInt8] {
    var result = bytes
    try result.withUnsafeMutableBytes { buffer in
      var header = buffer.loadUnaligned(as: BlobHeader.self)
      let entry = header.sections[.hostRecord]
      let start = Int(entry.offset)
      let text = Array(try change(String(decoding: buffer[start..<start + Int(entry.bytes)], as: UTF8.self)).utf8)
      try #require(start + text.count <= Int(header.sections[.hostParameters].offset))
      for (index, byte) in text.enumerated() { buffer[start + index] = byte }
      header.sections[.hostRecord] = SectionEntry(offset: entry.offset, bytes: UInt32(text.count))
      buffer.storeBytes(of: header, as: BlobHeader.self)
    }
    return sealed(result)
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, by new: String) throws -> String {
    let place = try #require(self.range(of: old))
    return replacingCharacters(in: place, with: new)
  }
}
