import Foundation
import TestSupport
import Testing

/// `fit-growth simulate`, and fits of what it writes.
struct SimulateTests {
  let command = Command("fit-growth")

  struct Simulation: Decodable {
    struct Parameter: Decodable {
      var name: String
      var value: Double?
      var isDefault: Bool
    }
    struct Equilibrium: Decodable {
      var sizes: [Double]
      var stability: String
      var growthRates: [Double?]
    }
    struct Harvest: Decodable {
      var maximumSustainableYield: Double
      var exceedsMaximum: Bool
      var outcome: String
    }
    struct Noise: Decodable {
      var kind: String
      var level: Double?
    }
    struct Series: Decodable {
      var name: String
      var species: String
      var replicate: Int
      var sizes: [Double?]
      var extinctionTime: Double?
    }
    var schema: String
    var model: String
    var parameters: [Parameter]
    var initial: [Parameter]
    var seed: Int
    var replicates: Int
    var noise: Noise?
    var status: String
    var equilibria: [Equilibrium]
    var harvest: Harvest?
    var times: [Double]
    var series: [Series]
  }

  func simulation(_ arguments: [String]) throws -> Simulation {
    let outcome = try command.run(["simulate"] + arguments + ["--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Simulation.self, from: Data(outcome.output.utf8))
  }

  func csv(_ arguments: [String]) throws -> [[String]] {
    let outcome = try command.run(["simulate"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
  }

  struct RoundTrip: Sendable, CustomTestStringConvertible {
    var model: String
    var simulate: [String]
    var fit: [String] = []
    var truth: [String: Double]
    var testDescription: String { model }
  }

  static let roundTrips = [
    RoundTrip(
      model: "logistic", simulate: ["--set", "L=5,k=0.4,x0=20"],
      truth: ["L": 5, "k": 0.4, "x0": 20]),
    RoundTrip(
      model: "richards", simulate: ["--set", "L=5,k=0.4,x0=1920,nu=2", "--from", "1900"],
      truth: ["L": 5, "k": 0.4, "x0": 1920, "nu": 2]),
    RoundTrip(
      model: "gompertz", simulate: ["--set", "L=5,k=0.3,x0=-20", "--from", "-40", "--to", "10"],
      truth: ["L": 5, "k": 0.3, "x0": -20]),
    RoundTrip(
      model: "verhulst", simulate: ["--set", "r=0.5,K=100", "--initial", "N0=2"],
      truth: ["r": 0.5, "K": 100, "N0": 2]),
    RoundTrip(
      model: "allee", simulate: ["--set", "N0=24,A=18", "--from", "7", "--to", "60"],
      truth: ["r": 0.2, "K": 100, "A": 18, "N0": 24]),
    RoundTrip(
      model: "constant-harvest", simulate: ["--set", "H=15", "--to", "30"],
      truth: ["r": 0.5, "K": 100, "H": 15, "N0": 100]),
    RoundTrip(
      model: "proportional-harvest", simulate: ["--initial", "N0=4"], fit: ["--fix", "E=0.2"],
      truth: ["r": 0.5, "K": 100, "E": 0.2, "N0": 4]),
    RoundTrip(
      model: "varying-capacity", simulate: ["--set", "T=12,g=0.005"],
      truth: ["r": 0.5, "K0": 100, "a": 0.3, "T": 12, "g": 0.005, "N0": 1]),
  ]

  @Test("simulate | fit-growth - gives the parameters back", arguments: roundTrips)
  func roundTrip(_ trip: RoundTrip) throws {
    let simulated = try command.run(["simulate", trip.model] + trip.simulate)
    #expect(simulated.output.hasPrefix("time,N\n"))
    let result = try FitGrowthResult.run(
      ["-", "--model", trip.model, "--intervals", "wald"] + trip.fit, input: simulated.output)
    let fit = try #require(result.fits.first)
    #expect(result.time.column == "time" && fit.series == "N" && result.fits.count == 1)
    for (name, value) in trip.truth {
      let estimate = try #require(fit.parameter(name)?.estimate)
      #expect((estimate / value - 1).magnitude <= 1e-6, "\(name) \(estimate)")
    }
  }

  @Test("With noise the parameters come back within their intervals, and the noise with its size")
  func noise() throws {
    let simulated = try command.run([
      "simulate", "verhulst", "--set", "r=0.5,K=100,N0=2", "--noise", "3", "--step", "0.05",
    ])
    let result = try FitGrowthResult.run(
      ["-", "--model", "verhulst"], input: simulated.output)
    let fit = try #require(result.fits.first)
    #expect(fit.verdicts == ["ok"])
    for (name, value) in ["r": 0.5, "K": 100, "N0": 2] {
      let parameter = try #require(fit.parameter(name))
      #expect((parameter.estimate! - value).magnitude <= 4 * parameter.standardError!)
    }
    // 1,001 observations: the standard deviation to 1/√2000.
    let squares = try #require(fit.statistics?.residualSumOfSquares)
    #expect(((squares / 998).squareRoot() / 3 - 1).magnitude <= 4 / 2000.0.squareRoot())
  }

  @Test("Kinds of noise have the variance that they say")
  func noiseKinds() throws {
    let base = ["verhulst", "--set", "K=400,N0=400", "--to", "4000", "--step", "1"]
    for (options, deviation) in [
      (["--noise", "7"], 7.0), (["--noise", "0.05", "--noise-kind", "relative"], 20),
      (["--noise-kind", "poisson"], 20),
    ] {
      let sizes = try csv(base + options).dropFirst().map { Double($0[1])! }
      #expect(sizes.count == 4001)
      let mean = sizes.reduce(0, +) / 4001
      let variance = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
      #expect((mean - 400).magnitude <= 4 * deviation / 4001.0.squareRoot())
      #expect((variance.squareRoot() / deviation - 1).magnitude <= 4 / 8000.0.squareRoot())
      if options.contains("poisson") { #expect(sizes.allSatisfy { $0 == $0.rounded() }) }
    }
  }

  @Test("The same seed gives the same bytes, for any number of threads; another seed others")
  func seeds() throws {
    let arguments = [
      "simulate", "birth-death", "--replicates", "30", "--set", "K=40", "--noise", "0.5",
    ]
    let first = try command.run(arguments + ["--threads", "1"])
    for threads in ["2", "5"] {
      #expect(try command.run(arguments + ["--threads", threads]).output == first.output)
    }
    #expect(try command.run(arguments + ["--seed", "2"]).output != first.output)
    // Noise does not change the process.
    let exact = try csv(["birth-death", "--replicates", "30", "--set", "K=40"])
    let noisy = try csv(Array(arguments.dropFirst()))
    for (a, b) in zip(exact.joined(), noisy.joined()) {
      if let a = Double(a), let b = Double(b) { #expect((a - b).magnitude < 3.5) }
    }
    #expect(exact[0] == ["time"] + (1...30).map { "N_\($0)" })
    #expect(exact[1].dropFirst().allSatisfy { $0 == "10" })
    #expect(Set((1...30).map { column in exact.dropFirst().map { $0[column] } }).count == 30)
  }

  @Test("Replicates with noise are columns that fit-growth reads as series")
  func replicates() throws {
    let simulated = try command.run([
      "simulate", "verhulst", "--replicates", "3", "--noise", "1", "--set", "N0=3",
    ])
    let result = try FitGrowthResult.run(["-", "--model", "verhulst"], input: simulated.output)
    #expect(result.fits.map { $0.series } == ["N_1", "N_2", "N_3"])
    let capacities = result.fits.compactMap { $0.parameter("K")?.estimate }
    #expect(Set(capacities).count == 3)
    #expect(capacities.allSatisfy { ($0 - 100).magnitude < 3 })
  }

  @Test("Times: evenly spaced in short decimals, a list, and from an origin")
  func times() throws {
    let tenths = try csv(["verhulst", "--to", "1", "--step", "0.1"])
    #expect(
      tenths.dropFirst().map { $0[0] }
        == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"])
    let listed = try csv(["verhulst", "--at", "5,2,5,0.5"])
    #expect(listed.map { $0[0] } == ["time", "0.5", "2", "5"])
    // N0 is the size at --from.
    let shifted = try csv(["verhulst", "--from", "100", "--at", "100.5,102,105"])
    #expect(shifted.dropFirst().map { $0[1] } == listed.dropFirst().map { $0[1] })
    #expect(try csv(["verhulst"]).count == 52)
  }

  @Test("A name of a curve and of an equation: the symbols decide")
  func names() throws {
    let equation = try simulation(["gompertz", "--set", "r=0.3,K=50", "--at", "10"])
    #expect(equation.equilibria.map { $0.stability } == ["unstable", "stable"])
    #expect(equation.equilibria[0].growthRates == [nil])
    #expect(try simulation(["gompertz"]).initial.map { $0.name } == ["N0"])
    let curve = try simulation(["gompertz", "--set", "L=50,k=0.3,x0=4", "--at", "10"])
    #expect(curve.equilibria.isEmpty && curve.initial.isEmpty)
    // 50·exp(−e^{−0.3·6}), and the same from N0 at time 0.
    let size = 50 * exp(-exp(-0.3 * 6))
    #expect((curve.series[0].sizes[0]! / size - 1).magnitude <= 1e-14)
    let initial = 50 * exp(-exp(0.3 * 4))
    let same = try simulation([
      "gompertz", "--set", "r=0.3,K=50", "--initial", "N0=\(initial)", "--at", "10",
    ])
    #expect((same.series[0].sizes[0]! / size - 1).magnitude <= 1e-10)
  }

  @Test("JSON says what was simulated, and how")
  func json() throws {
    let result = try simulation([
      "lotka-volterra", "--set", "r1=0.9,a12=0.2", "--initial", "N20=3", "--noise", "0.1",
      "--noise-kind", "relative", "--replicates", "2", "--seed", "9", "--at", "0,10",
    ])
    #expect(result.schema == "fit-growth-simulation/1")
    #expect(result.model == "lotka-volterra")
    #expect(result.parameters.map { $0.name } == ["r1", "K1", "a12", "r2", "K2", "a21"])
    #expect(result.parameters.map { $0.isDefault } == [false, true, false, true, true, true])
    #expect(result.parameters[0].value == 0.9)
    #expect(result.initial.map { $0.value } == [1, 3])
    #expect(result.seed == 9 && result.replicates == 2 && result.status == "complete")
    #expect(result.noise?.kind == "relative" && result.noise?.level == 0.1)
    #expect(result.series.map { $0.name } == ["N1_1", "N2_1", "N1_2", "N2_2"])
    #expect(result.series.map { $0.replicate } == [1, 1, 2, 2])
    #expect(result.series.allSatisfy { $0.sizes.count == 2 })
    #expect(result.equilibria.count == 4 && result.equilibria[3].stability == "stable")
    #expect(result.harvest == nil)
    let infinite = try simulation(["birth-death", "--set", "K=inf", "--to", "2"])
    #expect(infinite.parameters[2].name == "K" && infinite.parameters[2].value == nil)
  }

  @Test("A harvest is compared with the maximum sustainable yield")
  func harvest() throws {
    let lethal = try simulation(["constant-harvest", "--set", "H=15"])
    #expect(lethal.harvest?.maximumSustainableYield == 12.5)
    #expect(lethal.harvest?.exceedsMaximum == true)
    #expect(lethal.harvest?.outcome == "extinction")
    let end = try #require(lethal.series[0].extinctionTime)
    for (time, size) in zip(lethal.times, lethal.series[0].sizes) {
      #expect((size == 0) == (time >= end))
    }
    let csv = try command.run(["simulate", "constant-harvest", "--set", "H=15"])
    #expect(csv.errors.contains("maximum sustainable yield r*K/4 = 12.50 at N = K/2 = 50.00"))
    #expect(csv.errors.contains("H = 15.00 is more than the maximum sustainable yield"))
    #expect(csv.errors.contains("the population dies out at time 20.57"))
    let quiet = try command.run(["simulate", "constant-harvest", "--quiet"])
    #expect(quiet.errors.isEmpty)
    let table = try command.run([
      "simulate", "proportional-harvest", "--set", "E=0.3", "--format", "table",
    ])
    #expect(table.errors.isEmpty)
    #expect(table.output.contains("with E = r/2 = 0.2500"))
    #expect(
      table.output.contains(
        "E = 0.3000 is more than r/2: the population approaches 40.00 and yields 12.00"))
    #expect(table.output.contains("N = 40.000  stable"))
  }

  @Test("A simulation that ends early says so, and is 1 with --strict")
  func incomplete() throws {
    let arguments = ["simulate", "varying-capacity", "--set", "a=0,g=-0.1", "--at", "5,20"]
    let outcome = try command.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("the equation has no value beyond time"))
    #expect(outcome.output.hasSuffix("\n20,\n"))
    #expect(try command.run(arguments + ["--strict"]).status == 1)
    #expect(try command.run(["simulate", "verhulst", "--strict"]).status == 0)
  }

  @Test("-o writes the same bytes to a file")
  func outputFile() throws {
    let folder = try TemporaryFolder()
    let printed = try command.run(["simulate", "allee"])
    let written = try command.run(["simulate", "allee", "-o", folder.path("allee.csv")])
    #expect(written.status == 0 && written.output.isEmpty)
    #expect(try String(contentsOfFile: folder.path("allee.csv"), encoding: .utf8) == printed.output)
  }

  @Test(
    "Wrong usage is 64 and says what is allowed",
    arguments: [
      (["verhulsts"], "the models are logistic"),
      (["logistic"], "x0  time of the inflection"),
      (["logistic", "--set", "L=1,k=2"], "logistic needs values by --set for\n  x0"),
      (["logistic", "--set", "L=1,k=2,q=3"], "no parameter 'q'; it has L, k, x0"),
      (["richards", "--set", "L=1,k=2,x0=3,nu=-1"], "nu = -1.0 lies outside its domain"),
      (["allee", "--set", "q=3"], "allee has no 'q'; it has r, K, A, N0"),
      (["allee", "--initial", "r=3"], "--initial: allee has no 'r'; it has N0"),
      (["allee", "--set", "r=-1"], "r is -1.0, but must be positive"),
      (["allee", "--set", "r=1,r=2"], "r is set twice"),
      (["allee", "--set", "r=fast"], "takes a number, not 'fast'"),
      (["birth-death", "--set", "b=1,d=2"], "births do not exceed deaths"),
      (["birth-death", "--initial", "N0=2.5"], "a whole number"),
      (["verhulst", "--replicates", "3"], "are all the same without --noise"),
      (["verhulst", "--noise-kind", "relative"], "needs --noise"),
      (["verhulst", "--noise-kind", "poisson", "--noise", "1"], "leave --noise out"),
      (["verhulst", "--from", "5", "--to", "5"], "is not after --from"),
      (["verhulst", "--at", "1,2", "--to", "5"], "does not go with --to"),
      (["verhulst", "--from", "3", "--at", "1"], "from --from (3.0) on"),
      (["verhulst", "--step", "0"], "--step takes a number above 0"),
      (["verhulst", "--step", "1e-9"], "makes more than"),
      (["verhulst", "--set", "K=1e12,N0=1e12", "--noise-kind", "poisson"], "Poisson"),
      ([], "Missing expected argument"),
    ])
  func wrongUsage(_ arguments: [String], _ says: String) throws {
    let outcome = try command.run(["simulate"] + arguments)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("models lists the population models as well")
  func models() throws {
    let outcome = try command.run(["models"])
    #expect(outcome.status == 0)
    let sections = outcome.output.components(separatedBy: "Population models")
    #expect(sections.count == 2)
    for text in ["allee\n", "solution of dN/dt", "constant-harvest\n"] {
      #expect(sections[0].contains(text), "\(text)")
    }
    for text in [
      "lotka-volterra\n", "theta-logistic\n", "birth-death\n", "dN/dt = r*N*(1 - N/K) - H",
      "Schaefer 1954", "Allee threshold", "N -> N + 1 at rate b*N",
    ] {
      #expect(sections[1].contains(text), "\(text)")
    }
  }
}
