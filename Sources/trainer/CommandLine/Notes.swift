import AnomalyData
import Foundation

/// What a user should know and no output holds: sentences on standard error, one a line, each with `note:` before it.
func tell(_ notes: [String]) {
  for note in notes { FileHandle.standardError.write(Data("note: \(note)\n".utf8)) }
}

/// The same of data.
func tell(_ findings: [DataFinding]) { tell(findings.map(\.description)) }
