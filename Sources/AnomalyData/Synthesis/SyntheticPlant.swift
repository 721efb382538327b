/// Labelled sample data: six coupled sensors of a pump under load cycles, with faults that are known exactly.
///
/// The same options give the same rows on every machine with the same C mathematics library. Drifts and spikes leave
/// the usual band sooner or later; stuck sensors, a changed rhythm and broken couplings never leave the range of
/// a single sensor, so no threshold on one value finds them.
public struct SyntheticPlant: Sendable {
  /// What to generate.
  public struct Options: Sendable, Equatable {
    /// The number of rows, at least 1.
    public var rows = 10_000
    /// The seed of all chance.
    public var seed: UInt64 = 1
    /// Seconds between two rows, positive. A load cycle takes 60 seconds.
    public var samplePeriod = 1.0
    /// The share of rows under a fault, 0 to 1, counted after the clean rows; 0 for data without faults.
    public var faultShare = 0.08
    /// The kinds of fault, taken in turn.
    public var kinds = Fault.Kind.allCases
    /// Rows without faults at the beginning, to train on.
    public var cleanRows = 0

    /// The default options.
    public init() {}
  }

  /// The samples, labelled, with times from 2024-01-01T00:00:00Z on, as one run.
  public let frame: Frame
  /// The faults in ascending order.
  public let faults: [Fault]

  /// 2024-01-01T00:00:00Z.
  private static let start: Int64 = 1_704_067_200 * 1_000_000_000

  /// Runs the plant.
  public init(_ options: Options = Options()) {
    precondition(options.rows > 0 && options.samplePeriod > 0, "rows and period are positive")
    let random = RandomSource(seed: options.seed)
    let cycle = max(4, Int((PumpModel.cycleTime / options.samplePeriod).rounded()))
    faults = FaultSchedule.faults(
      rows: options.rows, clean: options.cleanRows, share: options.faultShare, kinds: options.kinds, cycle: cycle,
      random: random.fork(0))

    var truth = SyntheticPlant.truth(options, faults: faults, random: random)
    var faultRandom = random.fork(2)
    for fault in faults { SyntheticPlant.apply(fault, to: &truth, cycle: cycle, &faultRandom) }

    var labels = [UInt8](repeating: 0, count: options.rows)
    for fault in faults { for row in fault.rows { labels[row] = 1 } }
    var time = TimeColumn(name: "time", format: .iso8601)
    var values: [Float] = []
    values.reserveCapacity(options.rows * PumpSensor.allCases.count)
    for row in 0..<options.rows {
      let milliseconds = Int64((Double(row) * options.samplePeriod * 1000).rounded())
      time.append(SyntheticPlant.start + milliseconds * 1_000_000)
      for sensor in PumpSensor.allCases { values.append(sensor.sent(truth[sensor.rawValue][row])) }
    }
    frame = Frame(
      values: values, columnNames: PumpSensor.allCases.map(\.columnName), labels: labels, time: time)
  }

  /// What healthy sensors read, sensor by sensor: the plant plus autocorrelated noise.
  private static func truth(_ options: Options, faults: [Fault], random: RandomSource) -> [[Double]] {
    var pace = [Double](repeating: 1, count: options.rows)
    for fault in faults where fault.kind == .frequency { for row in fault.rows { pace[row] = 2.3 } }
    var plant = PumpModel(step: options.samplePeriod)
    var chance = random.fork(1)
    // The windings start cold: half an hour of work before the first row.
    for _ in 0..<Int(1800 / options.samplePeriod) { _ = plant.next(pace: 1, random: &chance) }
    var columns = PumpSensor.allCases.map { _ in [Double]() }
    var noise = PumpSensor.allCases.map { _ in 0.0 }
    let memory = 0.6
    let fresh = (1 - memory * memory).squareRoot()
    for row in 0..<options.rows {
      let values = plant.next(pace: pace[row], random: &chance)
      for sensor in PumpSensor.allCases {
        let index = sensor.rawValue
        noise[index] = memory * noise[index] + fresh * chance.normal()
        columns[index].append(values[index] + sensor.noise * noise[index])
      }
    }
    return columns
  }

  /// Spoils what the sensors of `fault` read. A changed rhythm is in the plant already.
  private static func apply(_ fault: Fault, to columns: inout [[Double]], cycle: Int, _ random: inout RandomSource) {
    for column in fault.columns {
      guard let sensor = PumpSensor(rawValue: column) else { continue }
      let healthy = columns[column]
      let sign = random.uniform() < 0.5 ? -1.0 : 1.0
      let size = random.uniform(in: 0.5..<0.9) * sensor.span * sign
      for (index, row) in fault.rows.enumerated() {
        switch fault.kind {
        case .drift: columns[column][row] += size * Double(index + 1) / Double(fault.rows.count)
        case .spike: columns[column][row] += size
        case .stuck: columns[column][row] = healthy[max(0, fault.rows.lowerBound - 1)]
        case .correlation: columns[column][row] = healthy[max(0, row - cycle / 2)]
        case .frequency: break
        }
      }
    }
  }
}

extension PumpSensor {
  /// The value a sensor sends for a reading: rounded to its digits, never below zero but for the temperature.
  fileprivate func sent(_ reading: Double) -> Float {
    var step = 1.0
    for _ in 0..<digits { step *= 10 }
    let rounded = (reading * step).rounded() / step
    return Float(self == .temperature ? rounded : max(0, rounded))
  }
}
