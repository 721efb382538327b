import SampleModels

/// Models whose sizes meet every edge of the kernels: below, at and above blocks of 4 and 16 and chunks of 64.
enum EngineModels {
  static var all: [SampleModel] {
    var models: [SampleModel] = []
    for (index, width) in [1, 3, 4, 5, 15, 16, 17, 31, 63, 64, 65, 68].enumerated() {
      models.append(SampleModel(window: index + 1, columns: 1 + index % 5, hidden: [width, 1 + index % 7]))
    }
    for (index, slots) in [1, 2, 5, 16, 65].enumerated() {
      for isCosine in [false, true] {
        for shrink: Float in [0, 0.3 / Float(slots), 0.9] {
          models.append(
            SampleModel(
              window: 3 + index, columns: 1 + index, hidden: [9, 2 + index], slots: slots, isCosine: isCosine,
              temperature: isCosine ? 0.2 : 1, shrink: shrink))
        }
      }
    }
    return models.enumerated().map { index, model in
      var model = model
      model.seed = UInt64(index + 1)
      return model
    }
  }

  /// Ordinary windows, one far outside of the training range, and two that saturate.
  static func windows(_ model: SampleModel) -> [[Float]] {
    var windows = model.windows(8, seed: 99)
    windows[5] = windows[5].map { $0 * 30 - 100 }
    windows[6][0] = .infinity
    windows[7] = windows[7].map { _ in -1e20 }
    return windows
  }

  /// The same with missing values here and there, and in every place.
  static func windowsWithGaps(_ model: SampleModel) -> [[Float]] {
    var windows = windows(model)
    for (index, window) in windows.enumerated() {
      for place in window.indices where (place * 7 + index) % 5 == 0 { windows[index][place] = .nan }
    }
    return windows + [[Float](repeating: .nan, count: model.size)]
  }
}
