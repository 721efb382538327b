import CTrainingKernels

/// The instructions that the innermost loops are compiled for. Those for AVX2 and AVX-512 return the same bits; the
/// baseline differs from them in rounding where it has no fused multiply-add.
package enum Instructions: Int32, Sendable, CaseIterable {
  /// What every CPU of the architecture has.
  case baseline
  /// x86-64 with AVX2 and FMA.
  case avx2
  /// x86-64 with AVX-512 F.
  case avx512

  /// The best this CPU has.
  package static let best = Instructions(rawValue: training_instructions()) ?? .baseline

  /// Whether this CPU has them.
  package var isAvailable: Bool { rawValue <= Self.best.rawValue }
}
