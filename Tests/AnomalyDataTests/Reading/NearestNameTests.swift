import AnomalyData
import Testing

@Suite struct NearestNameTests {
  private let names = ["Pressure [bar]", "Current", "Volume Flow"]

  @Test(arguments: [
    ("pressure", "Pressure [bar]"), ("Presssure [bar]", "Pressure [bar]"), ("curent", "Current"),
    ("VolumeFlow", "Volume Flow"),
  ])
  func similarNamesAreFound(_ name: String, _ nearest: String) {
    #expect(nearestName(to: name, in: names) == nearest)
  }

  @Test(arguments: ["Temperature", "x", ""])
  func otherNamesAreNot(_ name: String) {
    #expect(nearestName(to: name, in: names) == nil)
  }

  @Test func nothingToFind() {
    #expect(nearestName(to: "a", in: []) == nil)
  }
}
