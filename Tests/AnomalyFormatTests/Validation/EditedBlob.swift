import AnomalyExport
import AnomalyFormat
import SampleModels
import Testing

/// A valid blob with some of its records changed, and its checksum right.
struct EditedBlob {
  var bytes: [UInt8]

  init(_ precision: Precision = .int8, _ model: SampleModel = .tiny) throws {
    bytes = try model.export(precision).bytes
  }

  mutating func editHeader(_ edit: (inout BlobHeader) -> Void) { self.edit(at: 0, edit) }

  mutating func editColumn(_ index: Int, _ edit: (inout ColumnRecord) -> Void) {
    self.edit(at: start(of: .columns) + 32 * index, edit)
  }

  mutating func editOp(_ index: Int, _ edit: (inout OpRecord) -> Void) {
    self.edit(at: start(of: .program) + OpRecord.byteCount * index, edit)
  }

  mutating func editScore(_ edit: (inout ScoreRecord) -> Void) { editHeader { edit(&$0.score) } }

  mutating func editQuantile(_ index: Int, _ edit: (inout QuantileRecord) -> Void) {
    self.edit(at: start(of: .quantiles) + 8 * index, edit)
  }

  mutating func editSelfTest(_ edit: (inout SelfTestRecord) -> Void) { self.edit(at: start(of: .selfTest), edit) }

  /// Stores a value in the tensors section.
  mutating func setTensor<Value: BitwiseCopyable>(_ offset: UInt32, _ value: Value) {
    edit(at: start(of: .tensors) + Int(offset)) { $0 = value }
  }

  mutating func setByte(of section: Section, at place: Int, _ value: UInt8) {
    bytes[start(of: section) + place] = value
  }

  var header: BlobHeader { bytes.withUnsafeBytes { $0.loadUnaligned(as: BlobHeader.self) } }

  func op(_ index: Int) -> OpRecord {
    bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: start(of: .program) + OpRecord.byteCount * index, as: OpRecord.self)
    }
  }

  private func start(of section: Section) -> Int { Int(header.sections[section].offset) }

  private mutating func edit<Record: BitwiseCopyable>(at offset: Int, _ edit: (inout Record) -> Void) {
    bytes.withUnsafeMutableBytes { buffer in
      var record = buffer.loadUnaligned(fromByteOffset: offset, as: Record.self)
      edit(&record)
      buffer.storeBytes(of: record, toByteOffset: offset, as: Record.self)
    }
  }

  /// What the validator says; nil where it accepts the blob.
  ///
  /// - Parameter isSealed: whether the checksum is made right first.
  func error(isSealed: Bool = true) -> RuntimeError? {
    let memory = GuardedMemory(isSealed ? sealed(bytes) : bytes)
    return withExtendedLifetime(memory) {
      do throws(RuntimeError) {
        _ = try BlobValidator.validate(memory.start, count: memory.count)
        return nil
      } catch {
        return error
      }
    }
  }
}

/// A change of a blob and a name for it.
struct BlobEdit: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var apply: @Sendable (inout EditedBlob) -> Void

  init(_ name: String, _ apply: @escaping @Sendable (inout EditedBlob) -> Void) {
    testDescription = name
    self.apply = apply
  }

  static func header(_ name: String, _ edit: @escaping @Sendable (inout BlobHeader) -> Void) -> BlobEdit {
    BlobEdit(name) { $0.editHeader(edit) }
  }

  static func column(_ name: String, _ edit: @escaping @Sendable (inout ColumnRecord) -> Void) -> BlobEdit {
    BlobEdit(name) { $0.editColumn(1, edit) }
  }

  static func op(_ name: String, _ index: Int, _ edit: @escaping @Sendable (inout OpRecord) -> Void) -> BlobEdit {
    BlobEdit(name) { $0.editOp(index, edit) }
  }

  static func score(_ name: String, _ edit: @escaping @Sendable (inout ScoreRecord) -> Void) -> BlobEdit {
    BlobEdit(name) { $0.editScore(edit) }
  }
}
