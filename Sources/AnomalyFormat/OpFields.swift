/// A set of fields of `OpRecord`: those that an operation uses. All others of its record are zero.
public struct OpFields: Sendable {
  /// Bit n stands for the 32-bit word at byte 4n of the record; words that hold bytes are always in the set.
  var words: UInt32
  /// Bit n stands for the n-th field of one byte: those of the first eight bytes, then the four at byte 120.
  var bytes: UInt32

  /// Both sets together.
  public static func | (a: OpFields, b: OpFields) -> OpFields {
    OpFields(words: a.words | b.words, bytes: a.bytes | b.bytes)
  }

  private static func word(_ index: UInt32) -> OpFields { OpFields(words: 1 << index, bytes: 0) }
  private static func byte(_ index: UInt32) -> OpFields { OpFields(words: 0, bytes: 1 << index) }

  /// What every operation uses: code, sink, input and `positions`.
  public static var common: OpFields {
    OpFields(words: 1 << 30 | 3, bytes: 1 << 5 | 3) | inputOffset | inputCount | positions
  }
  /// Type, offset and count of the output in the arena.
  public static var output: OpFields { outputType | outputOffset | outputCount }
  /// What is kept from window to window, see `OpRecord.kept`.
  static var kept: OpFields { secondOffset | secondCount | parameter2 | parameter3 }
  /// Offset and bytes of the scratch memory.
  public static var scratch: OpFields { word(25) | word(26) }

  static var weightType: OpFields { byte(2) }
  static var outputType: OpFields { byte(3) }
  static var activation: OpFields { byte(4) }
  static var variant: OpFields { byte(6) }
  static var preshift: OpFields { byte(7) }
  static var flags: OpFields { byte(8) }
  static var secondPreshift: OpFields { byte(9) }
  static var secondType: OpFields { byte(10) }

  static var inputOffset: OpFields { word(2) }
  static var inputCount: OpFields { word(3) }
  static var outputOffset: OpFields { word(4) }
  static var outputCount: OpFields { word(5) }
  static var weights: OpFields { word(6) }
  static var bias: OpFields { word(7) }
  static var multipliers: OpFields { word(8) }
  static var outputZero: OpFields { word(9) }
  static var secondOffset: OpFields { word(10) }
  static var secondCount: OpFields { word(11) }
  static var secondZero: OpFields { word(12) }
  static var parameter0: OpFields { word(13) }
  static var parameter1: OpFields { word(14) }
  static var positions: OpFields { word(15) }
  static var inputStride: OpFields { word(16) }
  static var inputPadding: OpFields { word(17) }
  static var inputLength: OpFields { word(18) }
  static var inputZero: OpFields { word(19) }
  static var curve: OpFields { word(20) }
  static var secondCurve: OpFields { word(21) }
  static var secondWeights: OpFields { word(22) }
  static var secondBias: OpFields { word(23) }
  static var secondMultipliers: OpFields { word(24) }
  static var scoreUnit: OpFields { word(27) }
  static var parameter2: OpFields { word(28) }
  static var parameter3: OpFields { word(29) }
}
