import AnomalyFormat
import Testing

@Suite struct RuntimeErrorTests {
  @Test func everyErrorHasItsOwnSentence() {
    let texts = RuntimeError.allCases.map { $0.text.description }
    #expect(Set(texts).count == RuntimeError.allCases.count)
    for text in texts {
      #expect(text.count > 20)
      #expect(!text.contains("\n") && text.utf8.allSatisfy { $0 < 128 })
    }
  }

  @Test func numbersAreNegativeWithoutGaps() {
    #expect(RuntimeError.allCases.map(\.rawValue) == (1...Int32(RuntimeError.allCases.count)).map { -$0 })
  }

  @Test func descriptionIsTheText() {
    #expect(RuntimeError.blobMagic.description == RuntimeError.blobMagic.text.description)
  }
}
