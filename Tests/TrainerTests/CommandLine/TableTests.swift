import Testing

@testable import trainer

@Suite struct TableTests {
  @Test func columnsAlign() {
    var table = Table(.left("layer"), .right("bytes"), .left("kind"))
    table.add("dense", "1,024", "int8")
    table.add("µ", "7", "")
    #expect(
      table.text == """
        layer  bytes  kind
        ─────  ─────  ────
        dense  1,024  int8
        µ          7

        """)
  }
}
