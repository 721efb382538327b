/// The extent of one sample inside a graph: `steps` rows in time, `channels` values a row.
///
/// A window is time-major, `[steps][channels]`. A layer that knows no time reads it flat, as `size` values.
public struct Shape: Codable, Sendable, Hashable {
  /// Rows in time; 1 where a layer has done away with time.
  public let steps: Int
  /// Values a row.
  public let channels: Int

  /// A shape of `steps` rows with `channels` values each.
  public init(steps: Int, channels: Int) {
    self.steps = steps
    self.channels = channels
  }

  /// Values of one sample.
  public var size: Int { steps * channels }
}

extension Shape: CustomStringConvertible {
  /// The shape as "steps×channels".
  public var description: String { "\(steps)×\(channels)" }
}
