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
      + objects
      + Self.systemLibraries.map { "-l\($0)" }
  }

  /// The objects of the libraries, as the commands are linked with them: the build folder may hold
  /// others, of files that are gone.
  private var objects: [String] {
    let lists = ["fit-growth", "classify"].map {
      environment.products.appending(path: "\($0).product/Objects.LinkFileList")
    }
    let all = lists.flatMap { list -> [Substring] in
      let text = (try? String(contentsOf: list, encoding: .utf8)) ?? ""
      return text.split(separator: "\n")
    }
    let folders = Set(Self.targets.map { "\($0).build" })
    return Set(all.map(String.init)).filter { path in
      path.split(separator: "/").contains { folders.contains(String($0)) }
    }.sorted()
  }
}
