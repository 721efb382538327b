import AnomalyReport

extension ReportSource {
  /// How the model was learnt.
  var training: Page.Section {
    let (name, title) = ("Training", "Training")
    guard let record = model?.model.record.training else {
      return Page.Section(
        name, title, missing: "a blob holds no record of its training; name the model file with --model.")
    }
    var blocks: [Page.Block] = [.text(record.summary.prefix(1).uppercased() + record.summary.dropFirst() + ".")]
    if record.epochs.isEmpty { return Page.Section(name, title, blocks) }
    func series(
      _ name: String, _ style: String, _ values: [Double?]
    ) -> XYChart.Series {
      .init(name, .line, style: style, points: values.enumerated().map { (Double($0 + 1), $1 ?? .nan) })
    }
    let epochs = XYChart.Axis("epoch", range: 1...Double(max(2, record.epochs.count)))
    var losses = [series("training loss", "signal", record.epochs.map(\.trainingLoss))]
    if record.epochs.contains(where: { $0.validationLoss != nil }) {
      losses.append(series("validation loss", "expected", record.epochs.map(\.validationLoss)))
    }
    var curves = XYChart(
      title: "Loss", x: epochs, y: .init("loss, log scale", isLogarithmic: true), series: losses)
    if record.bestEpoch > 0 {
      curves.guides = [.init("weights kept", style: "limit warn-limit", x: Double(record.bestEpoch))]
    }
    var charts = [curves]
    let rates = record.epochs.map(\.learningRate)
    if let least = rates.min(), let most = rates.max(), least < most {
      charts.append(
        XYChart(
          title: "Learning rate", x: epochs, y: .init("step size"), series: [series("learning rate", "score", rates)]))
    }
    if record.epochs.contains(where: { $0.gradientNorm != nil }) {
      charts.append(
        XYChart(
          title: "Gradient", x: epochs, y: .init("norm, log scale", isLogarithmic: true),
          series: [series("gradient norm", "score", record.epochs.map(\.gradientNorm))]))
    }
    blocks.append(.charts(charts))
    return Page.Section(name, title, blocks)
  }
}
