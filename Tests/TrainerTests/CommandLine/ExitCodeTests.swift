import AnomalyData
import AnomalyEvaluation
import Testing

@testable import trainer

@Suite struct ExitCodeTests {
  @Test func errorsEndWithTheirCode() {
    #expect(ExitCode(for: CommandLineError.noCommand).rawValue == 64)
    #expect(ExitCode(for: DataError.noFile).rawValue == 65)
    #expect(ExitCode(for: EvaluationError.noScores).rawValue == 65)
    #expect(ExitCode(for: InternalFault("x")).rawValue == 70)
    #expect(ExitCode(for: TrainingDiverged("x")).rawValue == 75)
    #expect(ExitCode(for: WriteError.failed(path: "p", reason: "r")).rawValue == 73)
  }
}
