/// How a matrix moves along its input: the common form of dense layers and convolutions.
///
/// At position p it reads `taps` steps of `channels` values from step p · stride − leftPadding on, steps outside the input
/// counting as 0, and gives `rows` values at p · rows of the result, those beyond `outputCount` left out. Bias i mod
/// `biasCount` belongs to value i of the result.
package struct AffineGeometry: Sendable, Hashable {
  package var positions: Int
  package var rows: Int
  package var taps: Int
  package var channels: Int
  package var stride: Int
  package var leftPadding: Int
  package var inputSteps: Int
  package var outputCount: Int
  package var biasCount: Int

  /// Values of one patch.
  package var patch: Int { taps * channels }
  /// Values of the matrix.
  package var weightCount: Int { rows * patch }
}

/// A layer that moves one matrix along its input: y = f(W · patch + b) at every position.
package protocol AffineLayer: LayerOptions {
  /// f.
  var activation: Activation { get }
  /// How the matrix moves along an input of this shape.
  func geometry(for input: Shape) -> AffineGeometry
}

extension DenseLayer: AffineLayer {
  /// One position, or one a step.
  package func geometry(for input: Shape) -> AffineGeometry {
    let positions = isPerStep ? input.steps : 1
    return AffineGeometry(
      positions: positions, rows: units, taps: 1, channels: isPerStep ? input.channels : input.size, stride: 1,
      leftPadding: 0, inputSteps: positions, outputCount: positions * units, biasCount: units)
  }
}

extension ConvolutionLayer: AffineLayer {
  /// One position a step of the result.
  package func geometry(for input: Shape) -> AffineGeometry {
    let output = outputShape(for: [input])
    return AffineGeometry(
      positions: output.steps, rows: filters, taps: kernel, channels: input.channels, stride: stride,
      leftPadding: leftPadding(steps: input.steps), inputSteps: input.steps, outputCount: output.size,
      biasCount: filters)
  }
}

extension TransposedConvolutionLayer: AffineLayer {
  /// One position a step of the input.
  package func geometry(for input: Shape) -> AffineGeometry {
    AffineGeometry(
      positions: input.steps, rows: stride * filters, taps: taps, channels: input.channels, stride: 1,
      leftPadding: leftPadding, inputSteps: input.steps, outputCount: steps * filters, biasCount: filters)
  }
}
