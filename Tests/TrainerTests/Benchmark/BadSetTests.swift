import Foundation
import Testing

@testable import trainer

/// Each way in which a data folder can be wrong ends with one sentence and the code for bad data.
@Suite struct BadSetTests {
  private func run(_ set: String, _ sets: SampleSets) throws -> TrainerProcess.Ending {
    try TrainerProcess.run(["benchmark", set, "--data", sets.path, "-m", "linear", "--epochs", "0", "-q"])
  }

  @Test("A set whose folder is missing is asked for")
  func noFolder() throws {
    let sets = try SampleSets()
    try run("skab", sets).expectSentence(65, "expected the recordings in \(sets.path)/skab, found no such folder")
    try TrainerProcess.run(["benchmark", "smd", "--data", sets.folder.file("none")])
      .expectSentence(65, "name the folder that holds them with --data")
  }

  @Test(
    "A folder without series says what they look like",
    arguments: [
      ("skab", "skab", "recordings like valve1/0.csv"), ("nab", "nab", "recordings like data/"),
      ("smd", "smd", "machines like test/"), ("asd", "asd", "servers like omi-1_test.csv"),
      ("ucr", "ucr-anomaly", "files like 001_UCR_Anomaly_"), ("smap-msl", "smap-msl", "channels like P-1_test.csv"),
      ("ecg5000", "ecg5000", "ECG5000_TRAIN.csv and ECG5000_TEST.csv"), ("gecco", "gecco", "a column event"),
      ("cwru", "cwru", "normal_train.csv, normal_test.csv and fault_"), ("tsb-ad", "tsb-ad", "_tr_4055_1st_"),
    ])
  func noSeries(set: String, folder: String, expected: String) throws {
    let sets = try SampleSets()
    try sets.write(["x"], to: "\(folder)/README.md")
    try run(set, sets).expectSentence(65, expected)
  }

  @Test("A name that does not say where the anomaly is, or that lies, is refused")
  func badNames() throws {
    for name in ["001_UCR_Anomaly_sine.txt", "001_UCR_Anomaly_sine_300_200_210.txt", "001_UCR_Anomaly_sine_0_5_9.txt"] {
      let sets = try SampleSets()
      try sets.write(["1"], to: "ucr-anomaly/\(name)")
      try run("ucr", sets).expectSentence(65, "expected a name of the form NNN_UCR_Anomaly_NAME_TRAIN_START_END.txt")
    }
    let sets = try SampleSets()
    try sets.write(SampleSets.readings(400, columns: 1, seed: 1), to: "ucr-anomaly/1_UCR_Anomaly_s_300_390_410.txt")
    try run("ucr", sets).expectSentence(65, "its name tells of an anomaly up to row 410, found 400 rows")
    try sets.write(["x,Label", "1,0"], to: "tsb-ad/series.csv")
    try run("tsb-ad", sets).expectSentence(65, "expected a name of the form NAME_tr_ROWS_1st_ROW.csv")
  }

  @Test("A file without its partner, or with labels of another length, is named")
  func partners() throws {
    let sets = try SampleSets()
    try sets.make(.smd)
    let labels = sets.folder.file("smd/test_label/machine-3-9.txt")
    try sets.write(["0", "1"], to: "smd/test_label/machine-3-9.txt")
    try run("smd", sets).expectSentence(65, "holds 2 labels for the 400 rows of")
    try FileManager.default.removeItem(atPath: labels)
    try run("smd", sets).expectSentence(65, "needs \(labels) beside it, found none")
    try FileManager.default.removeItem(atPath: sets.folder.file("smd/train/machine-3-9.txt"))
    try run("smd", sets).expectSentence(65, "smd/train/machine-3-9.txt beside it")
    try sets.make(.asd)
    try FileManager.default.removeItem(atPath: sets.folder.file("asd/omi-1_train.csv"))
    try run("asd", sets).expectSentence(65, "asd/omi-1_train.csv beside it")
    try sets.make(.nab)
    try FileManager.default.removeItem(atPath: sets.folder.file("nab/labels/combined_windows.json"))
    try run("nab", sets).expectSentence(65, "nab/labels/combined_windows.json beside it")
  }

  @Test("A series too short or without the label column names its file and the model")
  func badSeries() throws {
    let sets = try SampleSets()
    try sets.write(["a;anomaly"] + (0..<100).map { "\($0);0" }, to: "skab/valve1/0.csv")
    try run("skab", sets).expectSentence(65, "expected more than the 400 rows to learn from, found 100")
    try sets.write(["a;b"] + (0..<500).map { "\($0);0" }, to: "skab/valve1/0.csv")
    try run("skab", sets).expectSentence(65, "has no column anomaly")
    try sets.write(["x,Label"] + (0..<50).map { "\($0),0" }, to: "tsb-ad/1_a_tr_80_1st_90.csv")
    try run("tsb-ad", sets).expectSentence(65, "more rows than the training prefix of 80, found 50")
    try sets.write(["x,Label"] + (0..<50).map { "\($0),0" }, to: "tsb-ad/1_a_tr_5_1st_30.csv")
    try FileManager.default.removeItem(atPath: sets.folder.file("tsb-ad/1_a_tr_80_1st_90.csv"))
    try run("tsb-ad", sets).expectSentence(65, "tsb-ad/tsb-ad/1_a_tr_5_1st_30.csv, linear: expected at least")
  }

  @Test("A damaged table of published figures is refused")
  func badTables() throws {
    let sets = try SampleSets()
    try sets.make(.skab)
    let table = "targets/skab_published_predictions.csv"
    try sets.write(["algorithm,F1,FAR_percent,MAR_percent", "x,much,1,1"], to: table)
    try run("skab", sets).expectSentence(65, "expected a number for F1 in line 2, found much")
    try sets.write(["algorithm,F1,FAR_percent,MAR_percent", "x,1"], to: table)
    try run("skab", sets).expectSentence(65, "expected 4 fields in line 2, found 2")
    try sets.write(["algorithm,FAR_percent,MAR_percent", "x,1,1"], to: table)
    try run("skab", sets).expectSentence(65, "expected a column F1")
  }

  @Test("Words that mean nothing are refused before anything is read")
  func badWords() throws {
    try TrainerProcess.run(["benchmark", "skap"]).expectSentence(64, "did you mean skab?")
    try TrainerProcess.run(["benchmark"]).expectSentence(64, "expected SET")
    try TrainerProcess.run(["benchmark", "ucr", "--seeds", "0"]).expectSentence(64, "--seeds must be 1 to 100")
    try TrainerProcess.run(["benchmark", "alarm-rate", "--data", "."])
      .expectSentence(64, "alarm-rate generates its recordings")
    try TrainerProcess.run(["benchmark", "ucr", "-o", "/nowhere/x"]).expectSentence(73, "/nowhere/x")
  }
}
