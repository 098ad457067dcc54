// swift-tools-version: 6.2

import PackageDescription

// CI turns every warning into an error; a user's newer compiler may warn about more than ours did.
let warningsAreErrors = Context.environment["SWIFT_LOGISTIC_WARNINGS_AS_ERRORS"] == "1"

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "swift-logistic",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Activations", targets: ["Activations"]),
    .library(name: "LeastSquares", targets: ["LeastSquares"]),
    .library(name: "Statistics", targets: ["Statistics"]),
    .library(name: "Dynamics", targets: ["Dynamics"]),
    .library(name: "GrowthCurves", targets: ["GrowthCurves"]),
    .library(name: "Classification", targets: ["Classification"]),
    .executable(name: "fit-growth", targets: ["FitGrowth"]),
    .executable(name: "classify", targets: ["Classify"]),
    .executable(name: "plot-activation", targets: ["PlotActivation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.0.3"),
  ],
  targets: [
    // C libraries of the system.
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"]), .brew(["glpk"])]),
    .target(name: "CFastFloat"),

    // The numerical core.
    .target(name: "CKernels"),
    .target(name: "Activations", dependencies: ["CKernels", numerics], swiftSettings: strict),
    .target(name: "LeastSquares", dependencies: ["Activations", "CGSL"], swiftSettings: strict),
    .target(name: "Statistics", dependencies: ["CGSL"], swiftSettings: strict),
    .target(name: "Dynamics", dependencies: ["CGSL", "Statistics"], swiftSettings: strict),
    .target(
      name: "GrowthCurves",
      dependencies: ["Activations", "Dynamics", "LeastSquares", "Statistics", numerics],
      swiftSettings: strict),

    .target(
      name: "Classification",
      dependencies: ["Activations", "CGLPK", "CKernels", "Statistics", numerics],
      swiftSettings: strict),

    // Files in, reports out.
    .target(name: "Tables", dependencies: ["CFastFloat", "CZlib"], swiftSettings: strict),
    .target(
      name: "CommandSupport", dependencies: [arguments, crypto], swiftSettings: strict),
    .target(name: "Charts", dependencies: ["CommandSupport"], swiftSettings: strict),
    .target(name: "Reports", swiftSettings: strict),
    .executableTarget(
      name: "FitGrowth",
      dependencies: [
        "Charts", "CommandSupport", "Dynamics", "GrowthCurves", "LeastSquares", "Reports",
        "Statistics", "Tables", arguments,
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "Classify",
      dependencies: [
        "Charts", "Classification", "CommandSupport", "Reports", "Statistics", "Tables", arguments,
      ],
      swiftSettings: strict),

    // What `scripts/notebooks` runs.
    .executableTarget(
      name: "run-notebooks", dependencies: [arguments], path: "Sources/RunNotebooks",
      swiftSettings: strict),

    .executableTarget(
      name: "PlotActivation",
      dependencies: ["Activations", "Charts", "CommandSupport", "Tables", arguments],
      swiftSettings: strict),

    // What `Benchmarks/compare` runs of targets that are not products.
    .executableTarget(
      name: "read-table-benchmark", dependencies: ["Tables"], path: "Benchmarks/ReadTable",
      swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport", dependencies: [numerics], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "ActivationsTests",
      dependencies: ["Activations", "CKernels", "TestSupport", numerics],
      resources: [.copy("activation_golden.json")], swiftSettings: strict),
    .testTarget(
      name: "LeastSquaresTests", dependencies: ["LeastSquares", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DynamicsTests", dependencies: ["Dynamics", "Statistics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TablesTests", dependencies: ["Tables", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "GrowthCurvesTests",
      dependencies: [
        "Dynamics", "GrowthCurves", "LeastSquares", "Statistics", "Tables", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DocumentationTests",
      dependencies: ["Classification", "Dynamics", "GrowthCurves", "Statistics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ClassificationTests",
      dependencies: ["CKernels", "Classification", "Statistics", "TestSupport", numerics],
      resources: [.copy("Golden")], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "RunNotebooksTests",
      dependencies: ["Classify", "FitGrowth", "TestSupport", "run-notebooks"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["FitGrowth", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ClassifyCommandTests",
      dependencies: [
        "Classification", "Classify", "CommandSupport", "Statistics", "Tables", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "CommandSupport", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PlotActivationCommandTests",
      dependencies: ["Activations", "PlotActivation", "TestSupport"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
