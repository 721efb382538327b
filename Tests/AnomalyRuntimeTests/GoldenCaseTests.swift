import Foundation
import SampleModels
import Testing

/// The golden cases on both builds of the runtime that run on this machine; `tools/conformance` runs them on the others.
@Suite struct GoldenCaseTests {
  private static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Conformance/Cases")
  }

  private func expectAll(_ functions: CFunctions) throws {
    let cases = try GoldenCase.all(in: Self.folder)
    #expect(cases.count == 84)
    for golden in cases {
      let measured = try golden.measurement(by: functions)
      #expect(measured.expectations == golden.expectations, "\(golden.name)")
      #expect(measured.savedChecksum == golden.savedChecksum, "\(golden.name)")
      #expect(measured.streamChecksum == golden.streamChecksum, "\(golden.name)")
    }
  }

  @Test func ordinaryRuntimeGivesTheExpectedBits() throws { try expectAll(.ordinary) }

  @Test func sharedLibraryGivesTheExpectedBits() throws { try expectAll(.sharedLibrary) }

  @Test func casesAreSmall() throws {
    for golden in try GoldenCase.all(in: Self.folder) { #expect(golden.bytes.count < 20_000, "\(golden.name)") }
  }

  @Test func fileGivesTheCaseBackAndDamageIsRefused() throws {
    let golden = try #require(try GoldenCase.all(in: Self.folder).first)
    let bytes = golden.bytes
    #expect(try GoldenCase(bytes).bytes == bytes)
    #expect(throws: GoldenCaseError.self) { try GoldenCase(Array(bytes.dropLast())) }
    #expect(throws: GoldenCaseError.self) { try GoldenCase([0] + bytes.dropFirst()) }
  }
}
