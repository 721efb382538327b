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
    case .push: (3031.77, 2220.73, 846.01, 839.2, 872.76, 942.25, 2595.25)
    case .sampleValue: (355.72, 206.75, 68.49, 67.36, 67.74, 66.47, 284.07)
    case .windowValue: (73.88, 47.78, 39.28, 39.23, 39.3, 26.55, 57.11)
    case .smoothedScore: (11.58, 12.07, 3.89, 3.61, 3.51, 3.69, 13.55)
    case .operation: (507.43, 211.5, 189.28, 191.19, 183.59, 187.74, 504)
    case .position: (247.9, 184.51, 201.33, 203.51, 202.57, 132.93, 50.08)
    case .chunk: (152.71, 128.52, 119.64, 116.94, 118.23, 154.09, 349.49)
    case .copiedValue: (12.92, 10.23, 10.66, 10.7, 10.66, 10.97, 9.55)
    case .preparedColumn: (9.49, 0, 3.49, 3.55, 3.51, 0, 0.26)
    case .rowGroup: (60.3, 37.56, 40.95, 46.78, 41, 32.76, 45.32)
    case .tile: (62.24, 41.22, 18.99, 18.93, 18.98, 0, 55.56)
    case .partialTile: (0, 0, 7.12, 7.06, 7.09, 0, 0)
    case .strip: (9.4, 3.85, 3.19, 3.24, 3.16, 11.2, 8.44)
    case .partialStrip: (1.24, 0.93, 0.8, 1, 0.91, 17.66, 0.39)
    case .wideTile: (94.28, 66.4, 11.83, 10.62, 12.39, 0, 66.24)
    case .wideStrip: (40.05, 8.33, 37.98, 42.75, 35.44, 30.84, 22.39)
    case .lastRowColumn: (23, 20.28, 19.99, 20.02, 19.99, 19.07, 13.62)
    case .lastRowProduct: (9.28, 6.42, 6.2, 6.18, 6.2, 4.95, 9.13)
    case .lastColumnProduct: (11.38, 7.88, 7.97, 7.96, 7.96, 6.33, 9.56)
    case .requantisedValue: (67.68, 18.19, 12.68, 12.88, 12.7, 2.69, 19.26)
    case .storedValue: (74.85, 31.38, 31.4, 31.57, 31.39, 29, 38.45)
    case .curveValue: (28.9, 20.28, 20.01, 19.97, 19.99, 19.93, 23.28)
    case .residual: (154.2, 66.18, 63.05, 63.33, 63.14, 60.58, 64.75)
    case .curvedResidual: (218.54, 85.45, 83.73, 83.98, 83.68, 80.52, 83.42)
    case .step: (212.73, 235.48, 262.05, 268.85, 265.28, 195.58, 428.02)
    case .unitGroup: (104.57, 84.85, 83.28, 83.36, 86.27, 177.96, 42.1)
    case .simpleUnit: (167.61, 52.58, 49.11, 48.82, 48.93, 45.76, 99.54)
    case .lstmUnit: (666.16, 206.68, 194.79, 193.52, 194.23, 186.54, 406.09)
    case .gruUnit: (586.34, 205.61, 198.29, 197.38, 197.77, 188.69, 364.54)
    case .packedValue: (10.85, 16.72, 20.02, 20.18, 19.85, 14.67, 15.13)
    case .query: (386.62, 219.06, 284.28, 302.6, 278.81, 357.47, 384.89)
    case .weighedKey: (78.33, 34.21, 32.96, 33.57, 33.04, 28.41, 53.52)
    case .averagedValue: (180.54, 44.64, 36.08, 35.81, 36.35, 48.6, 58.99)
    case .normalisedRow: (2204.38, 1409.11, 1410.07, 1412.46, 1410.5, 1028.32, 2199.83)
    case .normalisedValue: (209.56, 73.08, 73.48, 73.51, 73.51, 69.39, 102.22)
    case .addedValue: (68.54, 19.69, 19.46, 19.43, 19.43, 21.83, 21.43)
    case .combinedValue: (12.39, 14.92, 15.79, 15.92, 15.88, 11.64, 18.74)
    case .softmax: (1513.18, 824.37, 818.93, 835.7, 819.69, 586.02, 1393.94)
    case .slot: (377.36, 105.33, 105.37, 103.21, 105.38, 86.82, 140.75)
    case .queryLength: (1973.65, 1782.69, 1785.45, 1764.54, 1781.4, 1172.6, 2306.65)
    case .cosineSlot: (58.21, 15.99, 15.9, 16.06, 15.93, 14.14, 19.01)
    case .shrunkSlot: (22.53, 10.62, 10.66, 10.68, 10.64, 10.8, 9.47)
    case .prototypeValue: (21.37, 12.81, 12.76, 12.76, 12.76, 4, 14.9)
    case .divergence: (41.77, 26.28, 19.63, 20.89, 20.19, 13.69, 104.28)
    }
  }
}
