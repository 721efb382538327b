import AnomalyFormat

/// How an int8 program stores an activation.
enum Storage: Hashable {
  /// `Int8Scale` of the range seen in calibration.
  case int8
  /// value = scale·q, q in −32767...32767: where precision pays and the readers can take it.
  case int16
  /// The same in two planes, which dense operations read.
  case int16Planes
  /// In units that the reader asks for.
  case int32

  /// What a blob calls it.
  var elementType: ElementType {
    switch self {
    case .int8: .int8
    case .int16: .int16
    case .int16Planes: .int16Planes
    case .int32: .int32
    }
  }
}

extension LoweredProgram {
  /// Gives every buffer the best storage that its writer can write and all of its readers can read.
  mutating func chooseStorage() {
    for step in steps {
      guard let output = step.operation.output else { continue }
      let readers = steps.map(\.operation).filter { $0.inputs.contains(output) }
      let shared = step.operation.writable.first { storage in
        readers.allSatisfy { $0.readable(output).contains(storage) }
      }
      guard let shared else { preconditionFailure("no storage suits the readers of \(step.operation.name)") }
      buffers[output].storage = shared
    }
  }
}
