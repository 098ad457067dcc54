import Foundation

/// What the compiler needs to use the package's libraries as they lie in the build folder.
struct BuiltLibraries {
  private let environment: Environment

  init(_ environment: Environment) { self.environment = environment }

  private static let targets = [
    "Activations", "CKernels", "Classification", "Dynamics", "GrowthCurves", "LeastSquares",
    "RealModule", "Statistics", "Tables", "CFastFloat", "_NumericsShims",
  ]
  private static let systemLibraries = ["gsl", "gslcblas", "glpk", "z", "stdc++"]

  var arguments: [String] {
    let products = environment.products
    let sources = environment.root.appending(path: "Sources")
    // Products lie in BUILD/PLATFORM/release, the sources of other packages in BUILD/checkouts.
    let shims = products.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "checkouts/swift-numerics/Sources/_NumericsShims/include")
    let folders =
      [products.appending(path: "Modules"), shims]
      + ["CGSL", "CGLPK", "CZlib"].map { sources.appending(path: $0) }
    let maps = ["CKernels", "CFastFloat"].map {
      products.appending(path: "\($0).build/module.modulemap")
    }
    return folders.flatMap { ["-I", $0.path(percentEncoded: false)] }
      + maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path(percentEncoded: false))"] }
      + Self.targets.flatMap { objects(of: $0) }
      + Self.systemLibraries.map { "-l\($0)" }
  }

  private func objects(of target: String) -> [String] {
    let folder = environment.products.appending(path: "\(target).build")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "o" }.map { $0.path(percentEncoded: false) }.sorted()
  }
}
