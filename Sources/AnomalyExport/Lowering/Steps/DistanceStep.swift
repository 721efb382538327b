/// Squared distance to the nearest prototype.
struct DistanceStep: ProgramStep {
  var name: String
  var input: Int

  var inputs: [Int] { [input] }
  var output: Int? { nil }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [] }
}
