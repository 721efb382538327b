/// What the instructions of a push are counted in: parts of the work of int8 programs whose number follows from the blob
/// and which cost about as much each time. `InstructionModel` says which of them a push has.
public enum WorkUnit: String, CaseIterable, Encodable, CodingKeyRepresentable, Sendable {
  // MARK: The push

  /// What every push costs that scores a window.
  case push
  /// A value of the new sample: scaled, rounded, looked at for the stream's health.
  case sampleValue
  /// A value of the window, on its way into the model; looked at twice, because one value is missing.
  case windowValue
  /// A score that a mean takes in.
  case smoothedScore

  // MARK: Every operation

  /// An operation of the program.
  case operation
  /// A position of a dense operation.
  case position
  /// At most 64 results that are computed together.
  case chunk
  /// A value that is copied or cleared.
  case copiedValue

  // MARK: Products of an int8 matrix and a vector

  /// A column of the vector, prepared for one run through the matrix.
  case preparedColumn
  /// 4 rows of the matrix and at most 128 columns.
  case rowGroup
  /// 4 rows by 4 columns: 16 products.
  case tile
  /// The same in a block of less than 16 rows.
  case partialTile
  /// 4 rows by 16 columns.
  case strip
  /// 4 rows by the columns that make no strip.
  case partialStrip
  /// As a tile, of values of 16 bits.
  case wideTile
  /// As a strip, of values of 16 bits.
  case wideStrip
  /// A column that the last 1 to 3 rows meet.
  case lastRowColumn
  /// A product of those rows.
  case lastRowProduct
  /// A product of the last 1 to 3 columns.
  case lastColumnProduct

  // MARK: Results

  /// A sum that becomes int8.
  case requantisedValue
  /// A sum that is scaled and stored otherwise.
  case storedValue
  /// A place of a curve looked up.
  case curveValue
  /// A result compared with the window.
  case residual
  /// The same where a curve lies between.
  case curvedResidual

  // MARK: Recurrent cells

  /// A step of a recurrent operation.
  case step
  /// Units of a step that are computed together.
  case unitGroup
  /// A unit of a simple cell, its products scaled and added, its curve included.
  case simpleUnit
  /// A unit of an LSTM cell, likewise.
  case lstmUnit
  /// A unit of a GRU cell, likewise.
  case gruUnit

  // MARK: Attention, layer norm, combine

  /// A key or value brought into the order of weights.
  case packedValue
  /// A query of a head.
  case query
  /// A key that a query weighs.
  case weighedKey
  /// A value of the mean over keys.
  case averagedValue
  /// A row that is normalised.
  case normalisedRow
  /// A value of it.
  case normalisedValue
  /// A value scaled and added to others.
  case addedValue
  /// A value of a sum or join, stored.
  case combinedValue

  // MARK: Memory and other scores

  /// A softmax at one position.
  case softmax
  /// A slot of it.
  case slot
  /// The length of a query, for a softmax that compares angles.
  case queryLength
  /// A slot compared by its angle.
  case cosineSlot
  /// A slot whose attention is shrunk.
  case shrunkSlot
  /// A value of a prototype that distance is measured to.
  case prototypeValue
  /// A mean and variance whose divergence is looked up.
  case divergence
}
