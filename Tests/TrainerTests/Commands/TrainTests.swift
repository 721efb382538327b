import AnomalyData
import AnomalyModels
import Testing

@testable import trainer

@Suite struct TrainTests {
  @Test func theDefaultRoadGivesAUsableModel() throws {
    let files = try SampleFiles(withModel: false)
    let training = try TrainerProcess.run(["train", files.normal, "-o", files.model])
    training.expectDone()
    #expect(training.output.isEmpty)
    #expect(training.error.contains("note: window of ") && training.error.contains("\nwrote \(files.model), "))

    let evaluation = try TrainerProcess.run(["evaluate", files.model, files.test])
    evaluation.expectDone()
    let lines = evaluation.output.split(separator: "\n").map { $0.split(separator: " ") }
    let model = try #require(lines.first { $0.first == "model" }.flatMap { Double($0[1]) })
    let random = try #require(lines.first { $0.first == "random" }.flatMap { Double($0[1]) })
    #expect(model > 0.7 && (0.3...0.7).contains(random))
  }

  @Test(arguments: ModelKind.allCases.map(\.rawValue))
  func theSameSeedGivesTheSameBytesForAnyThreads(model: String) throws {
    let files = try SampleFiles(withModel: false)
    for (name, threads, seed) in [("a", "1", "1"), ("b", "2", "1"), ("c", "1", "2")] {
      let words = SampleFiles.training(files.normal, files.folder.file(name)) + ["--model", model, "--seed", seed]
      try TrainerProcess.run(words + ["--threads", threads]).expectDone()
      try TrainerProcess.run(["export", files.folder.file(name), "-o", files.folder.file("\(name).blob"), "-q"])
        .expectDone()
    }
    #expect(try files.bytes("a") == files.bytes("b"))
    #expect(try files.bytes("a.blob") == files.bytes("b.blob"))
    #expect(try files.bytes("a.blob") != files.bytes("c.blob"))
  }

  @Test func everyFileIsARunOfItsOwn() throws {
    let files = try SampleFiles(withModel: false)
    let second = try files.changed("normal.csv") { $0.removeSubrange(100...) }
    let frame = try Frame(reading: [files.normal, second])
    let data = try TrainingData(frame, window: 4, horizon: 0, stride: 1, isRowSamples: false, scaler: .standard)
    for part in [data.training, data.validation, data.calibration] {
      #expect(part.starts.allSatisfy { start in frame.runs.contains { $0.contains(start) && $0.contains(start + 3) } })
    }
    let words = SampleFiles.training(files.normal, files.model)
    try TrainerProcess.run(words + [second]).expectDone()
  }

  @Test func rowSamplesLearnFromTheRowsMarkedNormal() throws {
    let folder = try TemporaryFolder()
    try folder.write(RowSamples.text, to: "beats.csv")
    let model = folder.file("m")
    let words = ["train", folder.file("beats.csv"), "-o", model, "--row-samples", "--normal", "class=1"]
    let training = try TrainerProcess.run(words + ["--epochs", "30"])
    training.expectDone()
    // 60 of 80 rows are of class 1.
    #expect(training.error.contains("windows: 42 training, 9 validation, 9 calibration"))

    let scores = try TrainerProcess.run(["score", model, folder.file("beats.csv"), "--exclude", "class"])
    let values = column("score", of: scores.output).compactMap(Float.init)
    #expect(values.count == RowSamples.count)
    let odd = values.indices.filter(RowSamples.isOdd).map { values[$0] }
    let even = values.indices.filter { !RowSamples.isOdd($0) }.map { values[$0] }
    #expect((odd.min() ?? 0) > (even.max() ?? .infinity))
    try TrainerProcess.run(["score", model, folder.file("beats.csv")])
      .expectSentence(65, "trained on rows of 6 readings, these rows have 7; use --exclude")
  }

  @Test func columnsThatDifferInTheUnitAloneCanBeScored() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<80).map { "\($0 % 7),\($0 % 5)\n" }.joined()
    try folder.write("p [bar],p [psi]\n" + rows, to: "d.csv")
    try TrainerProcess.run(SampleFiles.training(folder.file("d.csv"), folder.file("m"))).expectDone()
    let scores = try TrainerProcess.run(["score", folder.file("m"), folder.file("d.csv")])
    scores.expectDone()
    #expect(column("column", of: scores.output).allSatisfy { $0 == "p [bar]" || $0 == "p [psi]" })
  }

  @Test func noEpochsGiveTheInitialWeights() throws {
    let files = try SampleFiles(withModel: false)
    let words = ["train", files.normal, "-o", files.model, "--epochs", "0", "--window", "4"]
    let training = try TrainerProcess.run(words)
    training.expectDone()
    #expect(training.error.contains("the weights of epoch 0 were kept"))
    try TrainerProcess.run(["score", files.model, files.test]).expectDone()
  }

  @Test(arguments: ModelPreset.allCases.map(\.rawValue)) func everyPresetCanBeExported(preset: String) throws {
    let files = try SampleFiles(withModel: false)
    let words = ["train", files.normal, "-o", files.model, "--epochs", "0", "--window", "4", "--preset", preset, "-q"]
    try TrainerProcess.run(words).expectDone()
    try TrainerProcess.run(["export", files.model, "-o", files.blob, "-q"]).expectDone()
  }

  @Test func aConstantColumnIsNotedAndTheModelIsFinite() throws {
    let files = try SampleFiles(withModel: false)
    let constant = try files.changed("normal.csv") { lines in
      for index in lines.indices.dropFirst() { lines[index] = lines[index].replacingField(2, by: "5") }
    }
    let words = SampleFiles.training(constant, files.model).dropLast()
    let training = try TrainerProcess.run(Array(words))
    training.expectDone()
    #expect(training.error.contains("note: column current [A] never changes in the training rows"))
    let scores = try TrainerProcess.run(["score", files.model, constant])
    #expect(column("score", of: scores.output).compactMap(Float.init).allSatisfy { $0.isFinite })
  }

  @Test func rowsWithMissingSamplesAreLeftOut() throws {
    let files = try SampleFiles(withModel: false)
    let gaps = try files.changed("normal.csv") { lines in
      for index in 20..<30 { lines[index] = lines[index].replacingField(2, by: "NaN") }
    }
    let training = try TrainerProcess.run(Array(SampleFiles.training(gaps, files.model).dropLast()))
    training.expectDone()
    #expect(training.error.contains("note: 13 training windows with missing samples were left out"))
  }
}

/// Rows of six readings, every fourth one of another shape and class.
private enum RowSamples {
  static let count = 80
  static func isOdd(_ row: Int) -> Bool { row % 4 == 3 }

  static var text: String {
    var random = RandomSource(seed: 5)
    var text = "a,b,c,d,e,f,class\n"
    for row in 0..<count {
      let shape: [Double] = isOdd(row) ? [9, 8, 7, 9, 8, 7] : [0, 1, 4, 2, 1, 0]
      text += shape.map { "\(($0 + 0.1 * random.normal()))" }.joined(separator: ",") + ",\(isOdd(row) ? 2 : 1)\n"
    }
    return text
  }
}

extension String {
  /// A comma-separated line with another text as field `place`.
  func replacingField(_ place: Int, by text: String) -> String {
    var fields = split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    fields[place] = text
    return fields.joined(separator: ",")
  }
}
