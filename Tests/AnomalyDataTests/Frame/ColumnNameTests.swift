import AnomalyData
import Testing

@Suite struct ColumnNameTests {
  @Test(arguments: [
    ("Pressure [bar]", "Pressure", "bar"),
    ("Pressure (bar)", "Pressure", "bar"),
    ("Flow[l/min]", "Flow", "l/min"),
    ("Torque (rear) [Nm]", "Torque (rear)", "Nm"),
    ("Pressure", "Pressure", ""),
    ("x [1] raw", "x [1] raw", ""),
    ("[bar]", "[bar]", ""),
    ("x []", "x []", ""),
    ("x ]", "x ]", ""),
    ("", "", ""),
  ])
  func takesTheUnitOff(_ text: String, _ quantity: String, _ unit: String) {
    let name = ColumnName(text)
    #expect(name.text == text)
    #expect(name.quantity == quantity)
    #expect(name.unit == unit)
  }
}
