/// Files of which each is about one recording: of its labels or its causes.
public enum PartnerFiles {
  /// For each of `recordings` the file that is about it. Files that `paths` name one by one come in the order of the
  /// recordings; those of a folder or a pattern are called like them but for their endings.
  ///
  /// Throws `DataError.partnerCount` and `.noPartner`, which call the files by their `option`, and what `InputFiles` throws.
  public static func paths(_ paths: [String], of recordings: [String], option: String) throws(DataError) -> [String] {
    let expanded = try InputFiles.expanded(paths)
    if expanded == paths {
      guard paths.count == recordings.count else {
        throw .partnerCount(option: option, expected: recordings.count, found: paths.count)
      }
      return paths
    }
    let byName = Dictionary(grouping: expanded, by: stem)
    let lonely = recordings.filter { byName[stem($0)]?.count != 1 }
    guard lonely.isEmpty else { throw .noPartner(option: option, recordings: lonely.map(lastPart)) }
    return recordings.compactMap { byName[stem($0)]?.first }
  }

  /// The name of a file without folder and endings.
  private static func stem(_ path: String) -> String {
    var parts = lastPart(path).split(separator: ".", omittingEmptySubsequences: false)
    if parts.last == "gz", parts.count > 1 { parts.removeLast() }
    if parts.count > 1 { parts.removeLast() }
    return parts.joined(separator: ".")
  }

  private static func lastPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
