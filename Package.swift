// swift-tools-version: 6.2
import PackageDescription

/// The road from a CSV file to a score on a microcontroller, one module a stage.
/// A module imports only modules that stand above it in this list.

// MARK: Settings

/// Device sources must also compile as Embedded Swift; the ordinary build says early where they would not.
let device: [SwiftSetting] = [
  .treatWarning("EmbeddedRestrictions", as: .error)
]

/// The twin: the device modules once more, as Embedded Swift in one module, without any heap allocation.
let embedded: [SwiftSetting] = [
  .enableExperimentalFeature("Embedded"),
  .unsafeFlags([
    "-no-allocations", "-Xcc", "-fno-math-errno", "-Xcc", "-ffp-contract=off",
    "-Xfrontend", "-disable-stack-protector", "-Xfrontend", "-function-sections",
  ]),
  // Small code, in debug builds too; what must be fast is in the micro-kernels.
  .unsafeFlags(["-Osize"]),
]

/// Only `anomaly_*` leaves the shared library.
let embeddedLinker: [LinkerSetting] = [
  .unsafeFlags([
    "-Xlinker", "--version-script=\(Context.packageDirectory)/include/anomaly_rt.map",
    "-Xlinker", "-soname", "-Xlinker", "libanomaly_rt.so.0",
    "-Xlinker", "--gc-sections", "-Xclang-linker", "-nostartfiles",
  ])
]

/// Modules that calculate are optimised in debug builds too, with every check left in, so that tests do not wait for them.
let calculating: [SwiftSetting] = [
  .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]

// MARK: Package

let package = Package(
  name: "anomaly",
  products: [
    .executable(name: "trainer", targets: ["trainer"]),
    .library(name: "anomaly_rt", type: .dynamic, targets: ["anomaly_rt"]),
  ],
  targets: [
    // Device side: compiled twice, as ordinary Swift for the trainer and as Embedded Swift for C programs.
    .systemLibrary(name: "CAnomalyKernels"),
    .target(name: "AnomalyFormat", dependencies: ["CAnomalyKernels"], swiftSettings: device + calculating),
    .target(
      name: "AnomalyRuntime", dependencies: ["AnomalyFormat", "CAnomalyKernels"],
      swiftSettings: device + calculating),
    .target(
      name: "anomaly_rt", dependencies: ["CAnomalyKernels"], swiftSettings: embedded, linkerSettings: embeddedLinker),

    // Host side.
    .target(name: "AnomalyData", swiftSettings: calculating),
    .systemLibrary(name: "CTrainingKernels"),
    .target(name: "AnomalyNN", dependencies: ["AnomalyData", "CTrainingKernels"], swiftSettings: calculating),
    .target(name: "AnomalyModels", dependencies: ["AnomalyData", "AnomalyNN"], swiftSettings: calculating),
    .target(
      name: "AnomalyTraining", dependencies: ["AnomalyData", "CTrainingKernels", "AnomalyNN", "AnomalyModels"],
      swiftSettings: calculating),
    .target(
      name: "AnomalyEvaluation", dependencies: ["AnomalyData", "AnomalyNN", "AnomalyTraining"],
      swiftSettings: calculating),
    .target(
      name: "AnomalyReport", dependencies: ["AnomalyData", "AnomalyEvaluation"], swiftSettings: calculating),
    .target(
      name: "AnomalyExport",
      dependencies: [
        "AnomalyFormat", "AnomalyRuntime", "AnomalyData", "AnomalyNN", "AnomalyModels", "AnomalyTraining",
        "AnomalyEvaluation",
      ], swiftSettings: calculating),
    .executableTarget(
      name: "trainer",
      dependencies: [
        "AnomalyFormat", "AnomalyRuntime", "AnomalyData", "AnomalyNN", "AnomalyModels", "AnomalyTraining",
        "AnomalyEvaluation", "AnomalyReport", "AnomalyExport",
      ]),

    // Tests mirror the modules. The twin is reached by dlopen, never linked.
    .systemLibrary(name: "CAnomalyInterface", path: "Tests/CAnomalyInterface"),
    .target(
      name: "SampleModels",
      dependencies: [
        "AnomalyFormat", "AnomalyRuntime", "AnomalyData", "AnomalyNN", "AnomalyModels", "AnomalyTraining",
        "AnomalyExport",
      ], path: "Tests/SampleModels"),
    .executableTarget(
      name: "golden-cases",
      dependencies: ["AnomalyFormat", "AnomalyNN", "AnomalyModels", "AnomalyExport", "SampleModels"],
      path: "Tests/Conformance/Generator"),
    .executableTarget(
      name: "training-bench", dependencies: ["AnomalyData", "AnomalyNN", "AnomalyTraining"],
      path: "Tests/Benchmarks/TrainingBench"),
    .executableTarget(
      name: "published-figures", dependencies: ["AnomalyData", "AnomalyEvaluation"],
      path: "Tests/DataTests/PublishedFigures"),
    .executableTarget(
      name: "reading-bench", dependencies: ["AnomalyData"], path: "Tests/Benchmarks/ReadingBench"),
    .testTarget(
      name: "AnomalyFormatTests", dependencies: ["AnomalyFormat", "AnomalyModels", "AnomalyExport", "SampleModels"]),
    .testTarget(
      name: "AnomalyRuntimeTests",
      dependencies: [
        "AnomalyFormat", "AnomalyRuntime", "AnomalyData", "AnomalyNN", "AnomalyModels", "AnomalyEvaluation",
        "AnomalyExport", "SampleModels",
        "CAnomalyInterface", "CAnomalyKernels",
      ]),
    .testTarget(name: "AnomalyDataTests", dependencies: ["AnomalyData"]),
    .testTarget(name: "AnomalyNNTests", dependencies: ["AnomalyNN"], exclude: ["Golden/Graphs"]),
    .testTarget(name: "AnomalyTrainingTests", dependencies: ["AnomalyTraining"]),
    .testTarget(
      name: "AnomalyEvaluationTests", dependencies: ["AnomalyEvaluation"], exclude: ["Golden/metrics.json"]),
    .testTarget(name: "AnomalyReportTests", dependencies: ["AnomalyReport"]),
    .testTarget(
      name: "AnomalyExportTests",
      dependencies: [
        "AnomalyFormat", "AnomalyRuntime", "AnomalyNN", "AnomalyModels", "AnomalyExport", "SampleModels",
      ]),
    .testTarget(name: "TrainerTests", dependencies: ["trainer", "SampleModels"]),
  ],
  swiftLanguageModes: [.v6]
)
