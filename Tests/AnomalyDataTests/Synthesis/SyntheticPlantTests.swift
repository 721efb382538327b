import AnomalyData
import Testing

@Suite struct SyntheticPlantTests {
  private func plant(_ change: (inout SyntheticPlant.Options) -> Void = { _ in }) -> SyntheticPlant {
    var options = SyntheticPlant.Options()
    options.rows = 4000
    change(&options)
    return SyntheticPlant(options)
  }

  @Test func sameSeedSameRows() {
    let first = plant()
    #expect(first.frame.digest == plant().frame.digest)
    #expect(first.faults == plant().faults)
    #expect(first.frame.digest != plant { $0.seed = 2 }.frame.digest)
  }

  @Test func columnsHaveNamesAndUnits() {
    let frame = plant().frame
    #expect(frame.columnNames.first == "speed [rpm]")
    #expect(frame.units == ["rpm", "A", "mm/s", "bar", "l/min", "degC"])
    #expect(frame.rowCount == 4000 && frame.values.allSatisfy { $0.isFinite })
  }

  @Test func labelsAreTheFaults() {
    let plant = plant { $0.faultShare = 0.1 }
    var labels = [UInt8](repeating: 0, count: 4000)
    var last = -1
    for fault in plant.faults {
      #expect(fault.rows.lowerBound > last && fault.rows.upperBound <= 4000 && !fault.columns.isEmpty)
      last = fault.rows.upperBound
      for row in fault.rows { labels[row] = 1 }
    }
    #expect(plant.frame.labels == labels)
    let share = Double(labels.count { $0 == 1 }) / 4000
    #expect(share > 0.05 && share < 0.15)
    #expect(Set(plant.faults.map(\.kind)) == Set(Fault.Kind.allCases))
  }

  @Test func shareCleanRowsAndKindsAreKept() {
    #expect(plant { $0.faultShare = 0 }.faults.isEmpty)
    #expect(plant { $0.cleanRows = 3000 }.faults.allSatisfy { $0.rows.lowerBound >= 3000 })
    #expect(plant { $0.kinds = [.stuck] }.faults.allSatisfy { $0.kind == .stuck })
    #expect(plant { $0.rows = 1 }.frame.rowCount == 1)
    #expect(
      plant {
        $0.rows = 100; $0.faultShare = 1
      }.faults.allSatisfy { $0.rows.upperBound <= 100 })
  }

  @Test func faultsTouchOnlyTheirSensors() {
    let healthy = plant { $0.faultShare = 0 }.frame
    let faulty = plant { $0.kinds = [.drift, .spike, .stuck, .correlation] }
    for fault in faulty.faults {
      for column in 0..<6 {
        let isSame = fault.rows.allSatisfy { faulty.frame[$0, column] == healthy[$0, column] }
        #expect(isSame == !fault.columns.contains(column), "\(fault)")
      }
    }
  }

  @Test func stuckSensorRepeatsItsValue() {
    let plant = plant { $0.kinds = [.stuck] }
    for fault in plant.faults {
      #expect(Set(fault.rows.map { plant.frame[$0, fault.columns[0]] }).count == 1)
    }
  }

  @Test(arguments: [Fault.Kind.stuck, .frequency, .correlation])
  func someFaultsNeverLeaveTheNormalRange(_ kind: Fault.Kind) {
    let healthy = plant {
      $0.faultShare = 0; $0.rows = 20_000
    }.frame
    let faulty = plant { $0.kinds = [kind] }
    for fault in faulty.faults {
      for column in fault.columns {
        let normal = (0..<healthy.rowCount).map { healthy[$0, column] }
        let seen = fault.rows.map { faulty.frame[$0, column] }
        let low = normal.min() ?? 0
        let high = normal.max() ?? 0
        let outside = seen.count { $0 < low || $0 > high }
        #expect(outside * 20 <= seen.count, "\(fault)")
      }
    }
  }

  @Test func rhythmIsTheLoadCycle() {
    let frame = plant { $0.faultShare = 0 }.frame
    let length = WindowLength.suggested(for: frame, rows: frame.runs)
    #expect(abs(length - 60) <= 2)
  }

  @Test func timesCountFromAFixedStart() {
    let frame = plant { $0.samplePeriod = 0.25 }.frame
    #expect(frame.time?.text(0) == "2024-01-01T00:00:00Z")
    #expect(frame.time?.text(1) == "2024-01-01T00:00:00.250Z")
    let hourly = plant { $0.samplePeriod = 3600 }.frame
    #expect(hourly.time?.text(59 * 24 + 1) == "2024-02-29T01:00:00Z")
    #expect(plant { $0.samplePeriod = 86_400 }.frame.time?.text(366) == "2025-01-01T00:00:00Z")
  }

  @Test func csvReadsBack() throws {
    let original = plant().frame
    let read = try frame(bytes: original.csv())
    #expect(read.digest == original.digest && read.labels == original.labels && read.time == original.time)
  }
}
