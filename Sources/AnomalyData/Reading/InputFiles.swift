#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that the words of a command line mean.
public enum InputFiles {
  /// Endings of the tables that are taken from a folder; each may be followed by `.gz`.
  public static let endings = ["csv", "tsv", "txt", "dat", "npy"]

  /// `paths` in order, with a folder replaced by the tables in it and a pattern (`*`, `?`, `[…]`) by the files that match
  /// it, both sorted by name. A name that exists is no pattern. Hidden files, folders in folders and files called
  /// `README` are left out.
  ///
  /// Throws `DataError.nothingMatches` for a pattern without files, `DataError.emptyFolder` for a folder without tables.
  public static func expanded(_ paths: [String]) throws(DataError) -> [String] {
    var files: [String] = []
    for path in paths {
      var status = stat()
      if stat(path, &status) == 0 {
        files += status.st_mode & S_IFMT == S_IFDIR ? try tables(in: path) : [path]
      } else if path.contains(where: { "*?[".contains($0) }) {
        files += try matches(path)
      } else {
        files.append(path)
      }
    }
    return files
  }

  private static func tables(in folder: String) throws(DataError) -> [String] {
    guard let stream = opendir(folder) else { throw .unreadable(path: folder, reason: systemReason(errno)) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if isTable(name), !isFolder("\(folder)/\(name)") { names.append(name) }
    }
    if names.isEmpty { throw .emptyFolder(path: folder) }
    return names.sorted().map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
  }

  private static func isTable(_ name: String) -> Bool {
    var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    if parts.last == "gz" { parts.removeLast() }
    guard parts.count > 1, let ending = parts.last else { return false }
    return !parts[0].isEmpty && parts[0] != "readme" && endings.contains(String(ending))
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func matches(_ pattern: String) throws(DataError) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { throw .nothingMatches(pattern: pattern) }
    let paths = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    let files = paths.filter { !isFolder($0) }
    if files.isEmpty { throw .nothingMatches(pattern: pattern) }
    return files
  }
}
