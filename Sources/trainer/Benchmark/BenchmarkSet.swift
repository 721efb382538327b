/// The known sets of recordings, by the name one types, in the order of the documentation.
enum BenchmarkSet: String, CaseIterable, OptionValue {
  case skab
  case nab
  case smd
  case asd
  case ucr
  case smapMSL = "smap-msl"
  case ecg5000
  case gecco
  case cwru
  case tsbAD = "tsb-ad"
  case alarmRate = "alarm-rate"

  /// How its recordings are used; nil where they are generated and thresholds alone are looked at.
  var rules: (any BenchmarkProtocol)? {
    switch self {
    case .skab: SKABProtocol()
    case .nab: NABProtocol()
    case .smd: SMDProtocol()
    case .asd: ASDProtocol()
    case .ucr: UCRProtocol()
    case .smapMSL: TelemetryProtocol()
    case .ecg5000: HeartbeatProtocol()
    case .gecco: GECCOProtocol()
    case .cwru: BearingProtocol()
    case .tsbAD: TSBADProtocol()
    case .alarmRate: nil
    }
  }
}
