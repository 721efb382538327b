import AnomalyFormat
import Foundation

@testable import AnomalyExport

/// A recurrent operation in Double, as its equations say it.
struct RecurrentFloatReference {
  let step: RecurrentStep

  init(_ step: RecurrentStep) { self.step = step }

  /// Hidden values as the operation stores them, and all cell states.
  func output(for x: [Double]) -> (hidden: [Double], states: [Double]) {
    var h = [Double](repeating: 0, count: step.units)
    var c = [Double](repeating: 0, count: step.units)
    var result: [Double] = []
    var states: [Double] = []
    for index in 0..<step.steps {
      let first = index * step.stride
      let input = Array(x[first..<first + step.columns])
      let before = h
      for unit in 0..<step.units {
        func a(_ gate: Int) -> Double {
          let row = gate * step.units + unit
          return Double(step.bias[row]) + product(step.inputWeights, row, input)
        }
        func b(_ gate: Int) -> Double { product(step.recurrentWeights, gate * step.units + unit, before) }
        switch step.cell {
        case .simple: h[unit] = tanh(a(0) + b(0))
        case .lstm:
          c[unit] = sigmoid(a(1) + b(1)) * c[unit] + sigmoid(a(0) + b(0)) * tanh(a(2) + b(2))
          h[unit] = sigmoid(a(3) + b(3)) * tanh(c[unit])
        case .gru:
          let z = sigmoid(a(1) + b(1))
          let inner = b(2) + Double(step.candidateBias[unit])
          h[unit] = (1 - z) * tanh(a(2) + sigmoid(a(0) + b(0)) * inner) + z * before[unit]
        }
      }
      if step.returnsSequence { result += h } else { result = h }
      states += c
    }
    return (result, states)
  }

  private func product(_ weights: [Float], _ row: Int, _ x: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<x.count { sum += Double(weights[row * x.count + column]) * x[column] }
    return sum
  }

  private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
