import AnomalyData
import AnomalyReport
import AnomalyTraining

/// What `--curves` writes, told by the ending of the file's name.
enum CurveFormat: String, CaseIterable {
  case csv
  case svg

  init(path: String) throws(CommandLineError) {
    guard let format = Self.allCases.first(where: { path.lowercased().hasSuffix(".\($0.rawValue)") }) else {
      throw .conflict("--curves must end in .csv or .svg, got \(path)")
    }
    self = format
  }
}

/// The epochs of a training as a table or a picture.
struct TrainingCurves {
  let record: TrainingRecord
  let title: String

  /// Writes to `path` in the format of its ending.
  func write(to path: String) throws {
    switch try CurveFormat(path: path) {
    case .csv: try AtomicFile.write(csv, to: path)
    case .svg: try AtomicFile.write(picture.svg(), to: path)
    }
  }

  /// One line an epoch; what is not known stays empty.
  var csv: String {
    var text = "epoch,training_loss,validation_loss,learning_rate,gradient_norm\n"
    for (index, epoch) in record.epochs.enumerated() {
      let fields = [epoch.trainingLoss, epoch.validationLoss, epoch.learningRate, epoch.gradientNorm]
      text += "\(index + 1)," + fields.map { $0.map { "\($0)" } ?? "" }.joined(separator: ",") + "\n"
    }
    return text
  }

  private var picture: LearningCurvePicture {
    var picture = LearningCurvePicture(
      title: title, trainingLosses: record.epochs.map(\.trainingLoss),
      validationLosses: record.epochs.map(\.validationLoss))
    picture.learningRates = record.epochs.map(\.learningRate)
    picture.gradientNorms = record.epochs.map(\.gradientNorm)
    picture.bestEpoch = record.bestEpoch
    picture.subtitle = record.summary
    return picture
  }
}
