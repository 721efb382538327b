import Foundation
import Testing

@testable import trainer

/// Every example of the help texts does what it says, typed into a shell as it stands.
@Suite struct HelpExamplesTests {
  @Test func everyExampleRuns() throws {
    let folder = try TemporaryFolder()
    // Two columns are enough, and learnt quickly.
    let preparation = """
      pump() { trainer synth -o - --period 5 "$@" | cut -d , -f 1,3,6,8; }
      pump --rows 240 --fault-share 0 > normal.csv && head -n 100 normal.csv > run1.csv &&
      pump --rows 280 --fault-share 0 --seed 3 > run2.csv &&
      pump --rows 240 --seed 2 > test.csv && cp test.csv today.csv &&
      sed '1s/label/fault/' test.csv > a.csv && cp a.csv b.csv && echo 20-29:1,2 > causes.txt &&
      awk 'BEGIN { print "a,b,c,d,class"; for (i = 0; i < 40; i++) print i % 3 ",2," i % 5 ",1," i % 4 }' > beats.csv
      """
    try TrainerProcess.shell(preparation, in: folder).expectDone()
    let sets = SampleSets(in: folder, called: "data")
    for set in [BenchmarkSet.ucr, .smd, .skab] { try sets.make(set) }
    for name in CommandName.allCases {
      for example in name.type.examples {
        let run = try TrainerProcess.shell("set -e; \(example.line)", in: folder)
        #expect(run.code == 0, "\(example.line): \(run.error)")
        #expect(!run.error.contains("trainer: "), "\(example.line)")
      }
    }
    let written = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for file in [
      "pump.blob", "pump.h", "scores.csv", "test.html", "test.svg", "faults.csv", "beats.anomaly", "skab.json",
    ] {
      #expect(written.contains(file))
    }
  }
}
