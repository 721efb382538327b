import AnomalyData
import Glibc
import Testing

@Suite struct AtomicFileTests {
  @Test func writesAndReplaces() throws {
    let folder = TemporaryFolder()
    try AtomicFile.write([1, 2, 3], to: "\(folder.path)/m.blob")
    #expect(folder.content("m.blob") == [1, 2, 3])
    try AtomicFile.write("new", to: "\(folder.path)/m.blob")
    #expect(folder.content("m.blob") == Array("new".utf8))
    try AtomicFile.write([UInt8](), to: "\(folder.path)/m.blob")
    #expect(folder.content("m.blob").isEmpty)
    #expect(folder.entries == ["m.blob"])
  }

  @Test func followsASymbolicLink() throws {
    let folder = TemporaryFolder()
    _ = folder.file("real", "old")
    #expect(symlink("real", "\(folder.path)/link") == 0)
    try AtomicFile.write("new", to: "\(folder.path)/link")
    #expect(folder.content("real") == Array("new".utf8))
    #expect(folder.entries == ["link", "real"])
  }

  @Test func newFilesFollowTheUmask() throws {
    let folder = TemporaryFolder()
    try AtomicFile.write("x", to: "\(folder.path)/a")
    _ = folder.file("b", "x")
    var written = stat()
    var ordinary = stat()
    #expect(stat("\(folder.path)/a", &written) == 0 && stat("\(folder.path)/b", &ordinary) == 0)
    #expect(written.st_mode == ordinary.st_mode)
  }

  @Test func aFolderInThePlaceFailsAndLeavesNothing() {
    let folder = TemporaryFolder()
    mkdir("\(folder.path)/m.blob", 0o755)
    #expect(throws: WriteError.failed(path: "\(folder.path)/m.blob", reason: "is a directory")) {
      try AtomicFile.write([1], to: "\(folder.path)/m.blob")
    }
    #expect(folder.entries == ["m.blob"])
  }

  @Test func aMissingFolderFails() {
    #expect(throws: WriteError.failed(path: "/nowhere/m.blob", reason: "no such file or directory")) {
      try AtomicFile.write([1], to: "/nowhere/m.blob")
    }
  }

  @Test func aFolderThatTakesNoFilesFails() {
    // The process file system takes no new files from anybody, the superuser included.
    #expect(throws: WriteError.self) { try AtomicFile.write([1], to: "/proc/self/m.blob") }
  }

  @Test func aFullDeviceFails() {
    #expect(throws: WriteError.failed(path: "/dev/full", reason: "no space left on device")) {
      try AtomicFile.write([1, 2], to: "/dev/full")
    }
    let text = WriteError.failed(path: "/dev/full", reason: "no space left on device").description
    #expect(text.hasPrefix("cannot write /dev/full: no space left on device;"))
  }

  @Test func aDeviceIsWrittenStraight() throws {
    try AtomicFile.write([1, 2], to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }
}
