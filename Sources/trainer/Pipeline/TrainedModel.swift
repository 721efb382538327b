import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyNN
import AnomalyTraining

extension Model {
  /// What a training made of prepared data.
  ///
  /// - Parameters:
  ///   - kind: name of the model.
  ///   - stride: samples between scored windows of a stream.
  ///   - samplePeriod: seconds from row to row; nil where that is not known.
  ///   - options: the options of the training, as `name value`.
  init(
    of data: TrainingData, graph: Graph, result: TrainingResult, kind: String, stride: Int, warn: ThresholdRule,
    alarm: ThresholdRule, samplePeriod: Double?, options: [String]
  ) {
    self.init(
      record: Record(
        kind: kind, graph: graph, scaler: data.scaler, columnNames: data.columns.names, units: data.columns.units,
        window: data.training.length, stride: stride, isRowSamples: data.isRowSamples, training: result.record,
        warnRule: warn, alarmRule: alarm, samplePeriod: samplePeriod, dataDigest: data.digest, options: options,
        calibrationRuns: data.calibrationSample.runs),
      parameters: result.parameters, trainingWindows: data.trainingSample,
      calibrationWindows: data.calibrationSample.windows)
  }
}
