import AnomalyFormat
import SampleModels
import Testing

@Suite struct SectionValidationTests {
  private static let edits: [BlobEdit] =
    Section.allCases.filter(\.isRequired).map { section in
      .header("\(section) missing") { $0.sections[section] = SectionEntry() }
    } + [
      .header("absent section with an offset") { $0.sections[.hostRecord].offset = 256 },
      .header("entry without a section") { $0.sections[15] = SectionEntry(offset: 256, bytes: 64) },
      .header("section not aligned") { $0.sections[.strings].offset += 4 },
      .header("section inside the header") { $0.sections[.strings].offset = 192 },
      .header("section behind the end") { $0.sections[.strings].offset = $0.blobBytes },
      .header("section longer than the blob") { $0.sections[.strings].bytes = $0.blobBytes },
      .header("end of a section wraps") { $0.sections[.strings].bytes = .max },
      .header("sections overlap") { $0.sections[.strings].offset = $0.sections[.columns].offset },
      .header("columns of another size") { $0.sections[.columns].bytes -= 32 },
      .header("program of another size") { $0.sections[.program].bytes -= 64 },
      .header("quantiles cut") { $0.sections[.quantiles].bytes -= 4 },
      .header("self-test without its window") { $0.sections[.selfTest].bytes = 16 },
      .header("host section in a device blob") {
        $0.sections[.hostRecord] = $0.sections[.provenance]
        $0.sections[.provenance] = SectionEntry()
      },
    ]

  @Test(arguments: edits)
  func impossibleDirectoriesAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob()
    edit.apply(&blob)
    #expect(blob.error() == .blobSection)
  }

  @Test(arguments: [Section.quantiles, .provenance])
  func optionalSectionsMayBeAbsent(section: Section) throws {
    var blob = try EditedBlob()
    blob.editHeader { $0.sections[section] = SectionEntry() }
    #expect(blob.error() == nil)
  }
}
