#if !hasFeature(Embedded)
  extension Blob {
    /// The p-value of a score that is not that of one window.
    package func pValue(ofScore score: Float) -> Float { pValue(of: score) }
  }

  extension Session {
    /// What smoothing makes of the next score of the stream; only for calibrating thresholds.
    package func smoothed(_ score: Float) -> Float { decide(score).smoothed }

    /// What operation `index` stores for a window, as raw integers or floats; only for the trainer's comparison of a blob
    /// with the float reference. The stream begins anew.
    ///
    /// - Returns: nil when the operation stores nothing, or none of int8, int16 and float32.
    package func activations(of index: Int, for window: UnsafePointer<Float>) -> [Float]? {
      reset()
      load(.float32(window), rows: blob.window, first: 0)
      _ = formInput()
      _ = machine.run(0..<index + 1, from: 0, targets: 0)
      let op = blob.op(index)
      let output = arena + Int(op.outputOffset)
      guard op.sink == Sink.arena.rawValue else { return nil }
      let places = 0..<Int(op.producedCount)
      return switch ElementType(rawValue: op.outputType) {
      case .int8: places.map { Float(output.load(fromByteOffset: $0, as: Int8.self)) }
      case .int16Planes:
        places.map {
          let high = output.load(fromByteOffset: $0 + BlockedLayout.padded(places.count), as: Int8.self)
          return Float(output.load(fromByteOffset: $0, as: Int8.self)) + 256 * Float(high)
        }
      case .int16: places.map { Float(output.load(fromByteOffset: 2 * $0, as: Int16.self)) }
      case .float32: places.map { output.load(fromByteOffset: 4 * $0, as: Float.self) }
      default: nil
      }
    }
  }
#endif
