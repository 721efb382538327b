import Testing

@testable import AnomalyData

@Suite struct DelimiterTests {
  private func detected(_ text: String) -> Delimiter {
    Array(text.utf8).withUnsafeBufferPointer { Dialect(of: $0, options: ReadOptions()).delimiter }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", Delimiter.comma), ("a;b\n1,5;2\n", .semicolon), ("a\tb;c\n1\t2\n", .tab), ("1|2\n3|4", .pipe),
    ("\"a;b\",c\n1,2\n", .comma), ("alone\n1\n", .comma), ("", .comma), ("a;b;c\n1;2\n", .semicolon),
    ("1 2  3\n 4\t5 6 \n", .blanks), ("Flow rate\n1\n2\n", .comma),
    ("day time,x\n2020-01-01 10:00,5\n", .comma),
  ])
  func isRegularOutsideQuotes(_ text: String, _ delimiter: Delimiter) {
    #expect(detected(text) == delimiter)
  }

  @Test func aLineCutOffByTheSampleDoesNotCount() {
    #expect(detected("a,b\n1,2\n" + String(repeating: "5", count: 70_000) + ",1\n") == .comma)
  }

  @Test func usersNameThem() {
    for delimiter in Delimiter.detectable {
      #expect(Delimiter(String(UnicodeScalar(delimiter.byte))) == delimiter && Delimiter(delimiter.name) == delimiter)
    }
    #expect(Delimiter("tab") == .tab && Delimiter("\\t") == .tab && Delimiter("comma") == .comma)
    #expect(Delimiter(":")?.byte == 0x3A && Delimiter("~")?.name == "~")
    for text in ["x", "", "7", "-", ".", "\"", "\n", ",,", "é"] { #expect(Delimiter(text) == nil, "\(text)") }
  }
}
