import AnomalyReport
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct LearningCurvePictureTests {
  private func picture(_ epochs: Int, hasValidation: Bool = true) -> LearningCurvePicture {
    let losses = (0..<epochs).map { 1 / Double($0 + 1) }
    var picture = LearningCurvePicture(
      title: "a <b>", trainingLosses: losses, validationLosses: losses.map { hasValidation ? $0 + 0.1 : nil })
    picture.learningRates = losses
    picture.gradientNorms = losses.indices.map { $0 % 16 == 0 ? 2 : nil }
    picture.bestEpoch = epochs
    return picture
  }

  @Test(arguments: [0, 1, 2, 40, 5000]) func anyNumberOfEpochsIsWellFormed(_ epochs: Int) throws {
    let svg = picture(epochs).svg()
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(!svg.contains("nan") && !svg.contains("inf") && svg.contains("a &lt;b&gt;"))
    #expect(svg.utf8.count < 120_000)
  }

  @Test func partsWithoutDataAreLeftOut() {
    #expect(picture(5).svg().contains("validation loss"))
    var bare = picture(5, hasValidation: false)
    bare.learningRates = []
    bare.gradientNorms = [nil, nil, nil, nil, nil]
    let svg = bare.svg()
    for text in ["validation loss", "learning rate", "gradient norm"] { #expect(!svg.contains(text)) }
    #expect(svg.contains("training loss") && svg.contains("weights kept"))
  }
}
