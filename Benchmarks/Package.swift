// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that a user of the library never builds it.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-logistic", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "Activations", package: "swift-logistic"),
        .product(name: "Classification", package: "swift-logistic"),
        .product(name: "GrowthCurves", package: "swift-logistic"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
