import AnomalyEvaluation
import Testing

@Suite struct PointAdjustedF1Tests {
  private let labels = (0..<1000).map { (300..<500).contains($0) || (700..<900).contains($0) }

  @Test func oneAlarmFindsAWholeEvent() {
    var alarms = [Bool](repeating: false, count: 1000)
    alarms[450] = true
    alarms[0] = true
    // 200 of 400 rows found, one false alarm.
    #expect(PointAdjustedF1(LabelledAlarms(alarms: alarms, labels: labels), seed: 1).value == 400.0 / 601)
  }

  @Test func randomAlarmsReachHighValuesToo() {
    let alarms = labels.indices.map { $0 % 100 == 0 }
    let result = PointAdjustedF1(LabelledAlarms(alarms: alarms, labels: labels), seed: 1)
    #expect(result.random > 0.7)
    #expect(result == PointAdjustedF1(LabelledAlarms(alarms: alarms, labels: labels), seed: 1))
    #expect(result.random != PointAdjustedF1(LabelledAlarms(alarms: alarms, labels: labels), seed: 2).random)
  }

  @Test func anEventAtTheFirstRowIsAdjustedWhole() {
    let data = LabelledAlarms(alarms: [false, true, false], labels: [true, true, false])
    #expect(PointAdjustedF1(data, seed: 1).value == 1)
  }

  @Test func noAlarmMeansNoRandomAlarm() {
    let quiet = [Bool](repeating: false, count: 1000)
    let result = PointAdjustedF1(LabelledAlarms(alarms: quiet, labels: labels), seed: 1)
    #expect(result.value == 0 && result.random == 0)
  }
}
