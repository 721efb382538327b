import AnomalyFormat
import AnomalyModels
import SampleModels
import Testing

@testable import AnomalyExport

@Suite struct InstructionModelTests {
  private func model(of sample: SampleModel, _ precision: Precision = .int8) throws -> InstructionModel? {
    let loaded = try LoadedBlob(sample.export(precision).bytes)
    return withExtendedLifetime(loaded) { InstructionModel(loaded.blob) }
  }

  private static func recurrent(_ kind: ModelKind, window: Int = 9, columns: Int = 3, cells: [Int]) -> SampleModel {
    SampleModel(kind, window: window, columns: columns, options: ModelOptions(hidden: cells))
  }

  /// Every product by its unit.
  private func products(in work: Work) -> Int {
    16 * (work[.tile] + work[.wideTile]) + work[.lastRowProduct] + work[.lastColumnProduct]
  }

  @Test(arguments: [
    SampleModel(window: 7, columns: 3, hidden: [70, 5]), recurrent(.lstmForecaster, cells: [21]),
    recurrent(.gruForecaster, cells: [18, 7]), recurrent(.rnnForecaster, cells: [67]),
    recurrent(.lstmAutoencoder, cells: [10]),
  ])
  func unitsHoldEveryProductOfTheProgramOnce(sample: SampleModel) throws {
    let loaded = try LoadedBlob(sample.export(.int8).bytes)
    let (modelled, macs) = withExtendedLifetime(loaded) {
      (InstructionModel(loaded.blob), Int(loaded.blob.header.macs))
    }
    #expect(products(in: try #require(modelled).work) == macs)
  }

  @Test(arguments: ModelledProcessor.allCases)
  func aPushIsTheSumOfItsFrameAndItsOperations(processor: ModelledProcessor) throws {
    let model = try #require(try model(of: .tiny))
    let parts = model.operations.map { $0.instructions(on: processor) }
    #expect(parts.count > 3 && parts.allSatisfy { $0 > 0 })
    let sum = parts.reduce(model.frame.instructions(on: processor), +)
    #expect(abs(model.instructions(on: processor) - sum) < 1e-6 * sum)
  }

  @Test(arguments: ModelledProcessor.allCases)
  func moreOfAnythingTakesMore(processor: ModelledProcessor) throws {
    func instructions(_ sample: SampleModel) throws -> Double {
      try #require(try model(of: sample)).instructions(on: processor)
    }
    let dense = try instructions(SampleModel(window: 8, columns: 4, hidden: [20, 6]))
    #expect(try instructions(SampleModel(window: 9, columns: 4, hidden: [20, 6])) > dense)
    #expect(try instructions(SampleModel(window: 8, columns: 4, hidden: [24, 6])) > dense)
    #expect(try instructions(SampleModel(window: 8, columns: 4, hidden: [20, 20, 6])) > dense)
    for kind in [ModelKind.rnnForecaster, .lstmForecaster, .gruForecaster] {
      let cells = try instructions(Self.recurrent(kind, cells: [20]))
      #expect(try instructions(Self.recurrent(kind, window: 10, cells: [20])) > cells)
      #expect(try instructions(Self.recurrent(kind, cells: [24])) > cells)
    }
    let attention = try instructions(.transformer(window: 8, columns: 2, width: 16, heads: 2))
    #expect(try instructions(.transformer(window: 9, columns: 2, width: 16, heads: 2)) > attention)
    #expect(try instructions(.transformer(window: 8, columns: 2, width: 24, heads: 2)) > attention)
  }

  @Test func twiceTheStepsAreTwiceTheProducts() throws {
    var op = OpRecord()
    op.code = OpCode.recurrent.rawValue
    op.inputType = ElementType.int8.rawValue
    op.weightType = ElementType.int8.rawValue
    op.variant = RecurrentCell.gru.rawValue
    op.inputCount = 6
    op.outputCount = 22
    op.inputStride = 6
    op.positions = 5
    let few = Work(of: op, residuals: 0)
    op.positions = 10
    let many = Work(of: op, residuals: 0)
    #expect(products(in: few) == 5 * 66 * 28 && products(in: many) == 2 * products(in: few))
    #expect(many[.gruUnit] == 220 && many[.step] == 10 && many[.operation] == 1)
  }

  @Test func aResidualThatTheScoreLeavesOutIsNoWork() {
    var op = OpRecord()
    op.code = OpCode.dense.rawValue
    op.sink = Sink.residual.rawValue
    op.weightType = ElementType.int8.rawValue
    op.inputCount = 8
    op.outputCount = 4
    #expect(Work(of: op, residuals: 4) == Work())
    op.scoreUnit = 1
    #expect(Work(of: op, residuals: 4)[.residual] == 4)
    #expect(Work(of: op, residuals: 3)[.residual] == 3)
  }

  @Test(arguments: [Precision.fp16, .none])
  func floatProgramsAreNotModelled(precision: Precision) throws {
    #expect(try model(of: .tiny, precision) == nil)
  }

  @Test(arguments: WorkUnit.allCases)
  func everyUnitCostsSomethingAndNoneLessThanNothing(unit: WorkUnit) {
    let costs = ModelledProcessor.allCases.map { $0.cost(of: unit) }
    #expect(costs.allSatisfy { $0 >= 0 && $0.isFinite } && costs.contains { $0 > 0 })
  }
}
