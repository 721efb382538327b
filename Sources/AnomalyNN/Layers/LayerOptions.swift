/// What every kind of layer says of itself; one conforming type a kind, beside the formula it stands for.
public protocol LayerOptions: Codable, Sendable, Hashable {
  /// What is wrong with the options by themselves, as "expected …, got …"; nil if nothing.
  var fault: String? { get }
  /// How many inputs the layer takes.
  var inputCounts: ClosedRange<Int> { get }
  /// What is wrong with inputs of these shapes, as "expected …, got …"; nil if nothing.
  func fault(of inputs: [Shape]) -> String?
  /// Shape of the result; the options and shapes are sound.
  func outputShape(for inputs: [Shape]) -> Shape
  /// The parameters, in the order they stand in the flat buffer.
  func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])]
  /// The options that tell one layer from another of its kind: "128 relu".
  var summary: String { get }
}

extension LayerOptions {
  /// One input.
  public var inputCounts: ClosedRange<Int> { 1...1 }
  /// Nothing is wrong.
  public var fault: String? { nil }
  /// Nothing is wrong.
  public func fault(of inputs: [Shape]) -> String? { nil }
  /// As the first input.
  public func outputShape(for inputs: [Shape]) -> Shape { inputs[0] }
  /// None.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] { [] }
  /// Nothing to tell.
  public var summary: String { "" }

  /// "expected `what` of at least `least`, got `value`", or nil.
  func fault(_ what: String, _ value: Int, atLeast least: Int = 1) -> String? {
    value >= least ? nil : "expected \(what) of at least \(least), got \(value)"
  }

  /// "expected a rate from 0 to below 1, got `value`", or nil.
  func fault(rate value: Float, _ what: String) -> String? {
    value >= 0 && value < 1 ? nil : "expected \(what) from 0 to below 1, got \(value)"
  }

  /// "expected `what` greater than 0, got `value`", or nil.
  func fault(positive value: Float, _ what: String) -> String? {
    value > 0 && value.isFinite ? nil : "expected \(what) greater than 0, got \(value)"
  }

  /// "expected `what` of 0 or more, got `value`", or nil.
  func fault(notNegative value: Float, _ what: String) -> String? {
    value >= 0 && value.isFinite ? nil : "expected \(what) of 0 or more, got \(value)"
  }
}

extension KeyedDecodingContainer {
  /// The value of an option, or its default where the file is silent.
  func option<Value: Decodable>(_ key: Key, or fallback: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? fallback
  }
}
