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
    case .push: (2788.34, 1970.02, 609.46, 622.66, 613.87, 830.29, 2326.11)
    case .sampleValue: (352.88, 203.29, 62.09, 61.19, 61.58, 60.54, 276.24)
    case .windowValue: (75.98, 50.78, 43.12, 42.97, 43.17, 27.47, 60.74)
    case .smoothedScore: (13.83, 14.63, 4.24, 4.29, 4.4, 4.01, 16.7)
    case .operation: (492.55, 206.65, 186.22, 184.43, 185.42, 182.15, 505.41)
    case .position: (254.36, 176.02, 226.12, 227.95, 226.63, 160.93, 66.87)
    case .chunk: (140.11, 99.49, 70, 71.31, 69.38, 113.44, 291.34)
    case .copiedValue: (12.06, 10.32, 11.48, 11.6, 11.49, 10.61, 9.93)
    case .preparedColumn: (9.48, 0, 3.53, 3.52, 3.54, 0, 0.1)
    case .rowGroup: (55.65, 30.33, 20.62, 21.21, 20.6, 26.66, 34.31)
    case .tile: (60.72, 38.92, 16.66, 16.67, 16.68, 0, 52.42)
    case .partialTile: (0, 0, 4.18, 6.69, 4.14, 0, 0)
    case .strip: (14.53, 11.85, 9.26, 9.07, 9.11, 11.58, 19.47)
    case .partialStrip: (4.31, 5.05, 5.5, 5.74, 5.5, 17.85, 7.27)
    case .wideTile: (87.7, 62.47, 18.36, 18.64, 18.7, 0, 59.2)
    case .wideStrip: (68.87, 25.2, 11.88, 10.19, 10.55, 31.7, 53.25)
    case .lastRowColumn: (0, 0, 0, 0, 0, 0.25, 0)
    case .lastRowProduct: (9.33, 5.13, 4.71, 4.7, 4.71, 4.98, 5.47)
    case .lastColumnProduct: (7.43, 3.45, 3.79, 3.85, 3.77, 3.55, 4.8)
    case .requantisedValue: (42.87, 17.99, 8.34, 8.48, 8.36, 4.55, 23.39)
    case .storedValue: (40.77, 19.53, 16.4, 16.17, 16.41, 15.15, 27)
    case .curveValue: (29.29, 20.22, 16.76, 16.71, 16.76, 9.75, 23.1)
    case .residual: (119.57, 53.8, 49.94, 47.87, 50.08, 46.35, 53.44)
    case .curvedResidual: (152.7, 58.49, 52.27, 50.08, 52.31, 47.21, 62.5)
    case .step: (287.88, 389.07, 363.41, 365.01, 361.64, 304.46, 413.83)
    case .unitGroup: (74.11, 100.93, 118.49, 123.82, 126.53, 248.11, 89.84)
    case .simpleUnit: (135.44, 56.24, 51.43, 50.98, 51.29, 13.54, 102.76)
    case .lstmUnit: (528.13, 213.55, 184.15, 182.03, 183.63, 65.37, 417.36)
    case .gruUnit: (425.04, 169.02, 140.89, 139.42, 140.34, 70.58, 327.14)
    case .packedValue: (9.95, 15.75, 16.76, 16.15, 16.78, 16.36, 13.48)
    case .query: (419.41, 237.09, 391.16, 421.13, 389.24, 336.66, 424.54)
    case .weighedKey: (51.68, 29.81, 24.74, 24.1, 24.79, 5.41, 45.21)
    case .averagedValue: (124.35, 20.55, 6.96, 7.56, 6.87, 15.43, 41.67)
    case .normalisedRow: (2175.54, 1371.61, 1379.11, 1379.79, 1378.75, 1001.93, 2126.25)
    case .normalisedValue: (154.13, 54.06, 54.1, 53.91, 54.06, 46.64, 88.32)
    case .addedValue: (46.96, 13.72, 12.03, 12.16, 12.06, 14.4, 15.11)
    case .combinedValue: (12.95, 21.51, 24.17, 23.83, 24.11, 15.12, 20.64)
    case .softmax: (1516.39, 815.02, 799.05, 798.3, 800.98, 593.59, 1388.38)
    case .slot: (355.3, 102.4, 100.39, 98.37, 100.34, 81.92, 137.76)
    case .queryLength: (1972.09, 1794.26, 1780.13, 1781.57, 1774.88, 1162.36, 2308.69)
    case .cosineSlot: (58.16, 15.87, 9.95, 9.92, 10, 13.16, 16.94)
    case .shrunkSlot: (22.58, 10.59, 10.76, 10.78, 10.77, 10.79, 9.49)
    case .prototypeValue: (21.38, 12.8, 12.75, 12.76, 12.75, 4, 14.9)
    case .divergence: (44.53, 27.27, 19.71, 20.29, 20.45, 14.91, 104.63)
    }
  }
}
