import Testing

@testable import AnomalyData

@Suite struct DelimiterTests {
  private func detected(_ text: String) -> Delimiter {
    Array(text.utf8).withUnsafeBufferPointer { Delimiter.detected(in: $0) }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", Delimiter.comma), ("a;b\n1,5;2\n", .semicolon), ("a\tb;c\n1\t2\n", .tab), ("1|2\n3|4", .pipe),
    ("\"a;b\",c\n1,2\n", .comma), ("alone\n1\n", .comma), ("", .comma), ("a;b;c\n1;2\n", .semicolon),
  ])
  func isRegularOutsideQuotes(_ text: String, _ delimiter: Delimiter) {
    #expect(detected(text) == delimiter)
  }

  @Test func aLineCutOffByTheSampleDoesNotCount() {
    #expect(detected("a,b\n1,2\n" + String(repeating: "5", count: 70_000) + ",1\n") == .comma)
  }

  @Test func usersNameThem() {
    for delimiter in Delimiter.allCases {
      #expect(Delimiter(String(UnicodeScalar(delimiter.rawValue))) == delimiter)
    }
    #expect(Delimiter("tab") == .tab && Delimiter("\\t") == .tab && Delimiter("comma") == .comma)
    #expect(Delimiter("x") == nil && Delimiter("") == nil)
  }
}
