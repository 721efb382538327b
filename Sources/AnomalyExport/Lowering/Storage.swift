import AnomalyFormat

/// How an int8 program stores an activation.
enum Storage: Hashable {
  /// `Int8Scale` of the range seen in calibration.
  case int8
  /// value = scale·q, q in −32767...32767: where precision pays and the readers can take it.
  case int16
  /// The same in two planes, which dense operations read.
  case int16Planes
  /// Both: int16 in planes, of which the high one is the `int8` form. Who reads 8 bits reads that plane alone.
  case int8WithRest
  /// In units that the reader asks for.
  case int32

  /// What a blob calls it.
  var elementType: ElementType {
    switch self {
    case .int8: .int8
    case .int16: .int16
    case .int16Planes, .int8WithRest: .int16Planes
    case .int32: .int32
    }
  }
}

extension LoweredProgram {
  /// Gives every buffer the best storage that its writer can write and all of its readers can read: 16 bits where all of
  /// them are layer norms, the first that the writer names elsewhere.
  mutating func chooseStorage() {
    for step in steps {
      guard let output = step.operation.output else { continue }
      let readers = steps.map(\.operation).filter { $0.inputs.contains(output) }
      let isNormalised = !readers.isEmpty && readers.allSatisfy { $0 is LayerNormStep }
      let candidates = (isNormalised ? [.int16] : []) + step.operation.writable
      let shared = candidates.first { storage in
        step.operation.writable.contains(storage) && suits(storage, of: output, readers)
      }
      guard let shared else { preconditionFailure("no storage suits the readers of \(step.operation.name)") }
      buffers[output].storage = shared
    }
  }

  /// Whether all readers of a buffer can read it so. What an `int8WithRest` keeps beside its 8 bits must serve one of them.
  private func suits(_ storage: Storage, of buffer: Int, _ readers: [any ProgramStep]) -> Bool {
    let forms = readers.map { $0.readable(buffer) }
    if storage != .int8WithRest { return forms.allSatisfy { $0.contains(storage) } }
    return forms.allSatisfy { $0.contains(.int8) } && forms.contains { $0.contains(storage) }
  }
}
