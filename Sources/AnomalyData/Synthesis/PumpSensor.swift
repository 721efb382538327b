/// The sensors of the synthetic plant, in the order of its columns.
enum PumpSensor: Int, CaseIterable {
  case speed
  case current
  case vibration
  case pressure
  case flow
  case temperature

  /// The sensors that follow the load within a cycle; the temperature is too slow.
  static let followingLoad: [PumpSensor] = [.speed, .current, .vibration, .pressure, .flow]

  /// The column name, unit included.
  var columnName: String {
    switch self {
    case .speed: "speed [rpm]"
    case .current: "current [A]"
    case .vibration: "vibration_rms [mm/s]"
    case .pressure: "pressure [bar]"
    case .flow: "flow [l/min]"
    case .temperature: "temperature [degC]"
    }
  }

  /// The standard deviation of the sensor's own noise, in its unit.
  var noise: Double {
    switch self {
    case .speed: 6
    case .current: 0.06
    case .vibration: 0.05
    case .pressure: 0.03
    case .flow: 0.7
    case .temperature: 0.05
    }
  }

  /// How far the sensor moves in normal work, in its unit: what drifts and spikes are measured in.
  var span: Double {
    switch self {
    case .speed: 1100
    case .current: 5
    case .vibration: 1.3
    case .pressure: 3
    case .flow: 55
    case .temperature: 8
    }
  }

  /// Digits after the decimal point that the sensor sends.
  var digits: Int {
    switch self {
    case .speed, .flow: 1
    case .current, .temperature: 2
    case .vibration, .pressure: 3
    }
  }
}
