// Written by tools/fit-instructions from counts in QEMU; do not edit.

/// The processors whose instructions `InstructionModel` knows, by their names in `tools/targets`.
public enum ModelledProcessor: String, CaseIterable, Encodable, CodingKeyRepresentable, Sendable {
  case cortexM0plus = "cortex-m0plus"
  case cortexM3 = "cortex-m3"
  case cortexM4 = "cortex-m4"
  case cortexM7 = "cortex-m7"
  case cortexM33 = "cortex-m33"
  case cortexM55 = "cortex-m55"
  case riscv32 = "riscv32"

  /// Instructions that one unit of work takes.
  func cost(of unit: WorkUnit) -> Double {
    let costs = Self.costs(of: unit)
    return switch self {
    case .cortexM0plus: costs.0
    case .cortexM3: costs.1
    case .cortexM4: costs.2
    case .cortexM7: costs.3
    case .cortexM33: costs.4
    case .cortexM55: costs.5
    case .riscv32: costs.6
    }
  }

  /// The same on each processor in the order of the cases.
  private static func costs(of unit: WorkUnit) -> (Double, Double, Double, Double, Double, Double, Double) {
    switch unit {
    case .push: (3377.02, 2515.4, 1185.77, 1171.53, 1183.51, 1241.78, 3461.96)
    case .sampleValue: (350.14, 201.74, 63.08, 63.8, 63.63, 60.48, 283.38)
    case .windowValue: (74.26, 47.74, 39.33, 39.43, 39.42, 26.31, 56.98)
    case .smoothedScore: (114.7, 37.8, 6.32, 5.66, 4.93, 0, 57.9)
    case .operation: (596.25, 356.29, 312.22, 310.89, 306.74, 363.19, 879.32)
    case .position: (230.53, 158.56, 185.19, 185.35, 186.71, 126.32, 57.4)
    case .chunk: (169.26, 153.15, 135.25, 135.21, 133.38, 159.24, 337.01)
    case .copiedValue: (13.14, 10.4, 10.95, 10.97, 10.91, 11.03, 9.9)
    case .preparedColumn: (9.53, 0, 3.21, 3.27, 3.25, 0, 0.06)
    case .rowGroup: (59.59, 37.31, 41.04, 46.84, 41.17, 32.86, 44.63)
    case .tile: (62.29, 41.12, 19.09, 18.94, 19.04, 0, 56.43)
    case .partialTile: (0, 0, 7.4, 7.38, 7.34, 0, 0)
    case .strip: (8.84, 4.45, 3.22, 3.66, 3.39, 11.32, 6.06)
    case .partialStrip: (1.43, 0.83, 0.5, 0.75, 0.65, 17.59, 0)
    case .wideTile: (92.92, 66.78, 13.07, 11.98, 12.94, 0, 66.26)
    case .wideStrip: (45.95, 7.11, 33.77, 38.03, 34.37, 30.98, 24.99)
    case .lastRowColumn: (23.05, 20.39, 20.22, 20.18, 20.21, 19.12, 14.03)
    case .lastRowProduct: (9.21, 6.33, 6.05, 6.05, 6.05, 4.9, 8.92)
    case .lastColumnProduct: (11.26, 7.89, 7.95, 7.95, 7.97, 6.36, 9.53)
    case .requantisedValue: (67.99, 18.25, 12.76, 12.91, 12.74, 2.69, 19.59)
    case .storedValue: (75.06, 31.44, 31.5, 31.65, 31.45, 29.06, 38.81)
    case .curveValue: (28.94, 20.25, 20.06, 20.03, 20.05, 20.04, 23.47)
    case .residual: (154.24, 66.11, 62.79, 63.14, 62.84, 60.29, 63.93)
    case .curvedResidual: (219.12, 85.45, 83.74, 84.08, 83.77, 80.45, 83.44)
    case .step: (189.76, 258.69, 289.51, 293.76, 291.61, 229.56, 444.92)
    case .unitGroup: (168.83, 27.82, 30.18, 28.89, 22.34, 102.83, 57.79)
    case .simpleUnit: (166.69, 53.99, 50.3, 50.13, 50.39, 47.35, 98.07)
    case .lstmUnit: (662.9, 211.24, 198.78, 197.88, 198.96, 191.67, 402.41)
    case .gruUnit: (582.78, 210.76, 202.79, 202.23, 203.06, 194.33, 362.1)
    case .packedValue: (10.86, 16.95, 20.56, 20.78, 20.34, 14.89, 16.43)
    case .query: (393.08, 219.12, 276.27, 293.32, 277.02, 358.02, 389.42)
    case .weighedKey: (78.23, 34.32, 33.35, 34.01, 33.23, 28.38, 53.51)
    case .averagedValue: (180.93, 43.84, 34.5, 34.05, 34.91, 48.09, 55.88)
    case .normalisedRow: (2220.1, 1417.13, 1422.25, 1422.68, 1422.7, 1043.6, 2203.91)
    case .normalisedValue: (213.15, 74.79, 75.84, 75.58, 75.76, 72.54, 102.35)
    case .addedValue: (66.23, 18.57, 17.9, 18.08, 17.94, 19.78, 21.36)
    case .combinedValue: (17, 16.62, 18.75, 18.37, 18.72, 16.16, 19.49)
    case .softmax: (1380.63, 668.59, 664.15, 662.52, 680.43, 435.77, 635.1)
    case .slot: (378.36, 105.75, 106, 104.04, 105.94, 87.5, 142.19)
    case .queryLength: (1996.88, 1788.45, 1814.67, 1808.05, 1789.35, 1203.07, 2331.32)
    case .cosineSlot: (57.81, 15.84, 15.6, 15.59, 15.74, 13.79, 18.63)
    case .shrunkSlot: (22.5, 10.57, 10.6, 10.59, 10.57, 10.86, 9.43)
    case .prototypeValue: (21.3, 12.72, 12.7, 12.69, 12.7, 3.92, 14.47)
    case .divergence: (24.4, 6.42, 0.86, 1.84, 0.94, 0, 11.73)
    }
  }
}
