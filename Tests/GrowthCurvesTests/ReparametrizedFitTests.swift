import Foundation
import GrowthCurves
import LeastSquares
import Tables
import TestSupport
import Testing

/// Models that are others with different parameters, against the reference fits of those.
struct ReparametrizedFitTests {
  static let shiftOfLag = ["logistic": 2.0, "gompertz": 1]

  /// Fits a model to the series of a reference, from nothing but the data.
  static func compare(
    _ model: any GrowthModel, _ reference: ReferenceFit, _ wanted: [Double],
    options: GrowthFitOptions = GrowthFitOptions()
  ) throws {
    let fit = GrowthFitter().fit(model, to: reference.series, options: options)
    #expect(fit.status == .converged, "\(reference)")
    let squares = try #require(fit.statistics?.residualSumOfSquares)
    #expect(squares <= reference.squares * (1 + 1e-9), "\(reference)")
    for (estimate, wanted) in zip(fit.parameters, wanted) {
      let isTime = estimate.parameter.dimension == .time
      let scale = max(wanted.magnitude, isTime ? 1e-2 * reference.series.duration : 0)
      #expect((estimate.estimate - wanted).magnitude <= 1e-6 * scale, "\(reference) \(fit.values)")
    }
  }

  @Test("Curves with a lag are the logistic, Gompertz' and Richards' curves")
  func lag() throws {
    var compared = 0
    for reference in try ReferenceFit.all() {
      let p = reference.values
      let wanted: [Double]
      let model: any GrowthModel
      switch reference.model.name {
      case "logistic": (model, wanted) = (LogisticLag(), [p[0], p[0] * p[1] / 4, p[2] - 2 / p[1]])
      case "gompertz":
        (model, wanted) = (GompertzLag(), [p[0], p[0] * p[1] / exp(1), p[2] - 1 / p[1]])
      case "richards":
        let slope = p[0] * p[1] * pow(1 + p[3], -1 - 1 / p[3])
        (model, wanted) = (RichardsLag(), [p[0], slope, p[2] - (1 + p[3]) / p[1], p[3]])
      default: continue
      }
      try Self.compare(model, reference, wanted)
      compared += 1
    }
    #expect(compared == 554 + 92 + 31)
  }

  @Test("The generalized logistic with ν = 1 is the logistic with offset")
  func offset() throws {
    let options = GrowthFitOptions(domains: ["nu": .fixed(1)])
    var compared = 0
    for reference in try ReferenceFit.all() where reference.model.name == "logistic-offset" {
      let p = reference.model.canonical(reference.values) ?? reference.values
      try Self.compare(
        GeneralizedLogistic(), reference, [p[3], p[3] + p[0], p[1], p[2], 1], options: options)
      compared += 1
    }
    #expect(compared == 387)
  }

  @Test("Below its capacity the θ-logistic is Richards' curve")
  func theta() throws {
    var compared = 0
    for reference in try ReferenceFit.all() where reference.model.name == "richards" {
      let p = reference.values
      let initial = reference.model.size(at: reference.series.origin, p)
      try Self.compare(ThetaLogistic(), reference, [p[0], initial, p[1] / p[3], p[3]])
      compared += 1
    }
    #expect(compared == 31)
  }

  @Test("Hill's curve with N0 = 0 is the logistic of the logarithm of the dose")
  func hill() throws {
    // DNase run 1 as in R's SSlogis of log(conc): Asym, e^xmid and 1/scal.
    let table = try Table.read(Repository.data("growth/dnase.csv").path(percentEncoded: false))
    let run = try table.column(named: "Run").numbers()
    let doses = try table.column(named: "conc").numbers()
    let densities = try table.column(named: "density").numbers()
    let kept = run.indices.filter { run[$0] == 1 }
    let series = try GrowthSeries(
      times: kept.map { doses[$0] }, sizes: kept.map { densities[$0] }, origin: 0)
    let fit = GrowthFitter().fit(
      MorganMercerFlodin(), to: series, options: GrowthFitOptions(domains: ["N0": .fixed(0)]))
    let wanted = [2.3451792972597, 0, exp(1.4830893188458), 1 / 1.0414546940841]
    for (value, wanted) in zip(fit.values, wanted) {
      #expect((value - wanted).magnitude <= 1e-11 * wanted.magnitude)
    }
    #expect(fit.verdicts == [.plateauNotObserved])
  }

  @Test("Michaelis and Menten's hyperbola is Hill's curve with m = 1")
  func hyperbola() throws {
    // The reference fits `michaelis2` of Puromycin: Vm, K and their standard errors.
    let table = try Table.read(
      Repository.data("growth/references/reference_fits.csv").path(percentEncoded: false))
    let model = try table.column(named: "model").text()
    let name = try table.column(named: "series").text()
    let values = try (1...2).map { try table.column(named: "value\($0)").numbers() }
    let errors = try (1...2).map { try table.column(named: "se\($0)").numbers() }
    let squares = try table.column(named: "rss").numbers()
    let data = try Table.read(
      Repository.data("growth/puromycin.csv").path(percentEncoded: false))
    let state = try data.column(named: "state").text()
    let doses = try data.column(named: "conc").numbers()
    let rates = try data.column(named: "rate").numbers()
    let options = GrowthFitOptions(domains: ["N0": .fixed(0), "m": .fixed(1)])
    var compared = 0
    for row in 0..<table.rowCount where model[row] == "michaelis2" {
      let kept = doses.indices.filter { state[$0] == name[row] }
      let series = try GrowthSeries(
        times: kept.map { doses[$0] }, sizes: kept.map { rates[$0] }, origin: 0)
      let fit = GrowthFitter().fit(MorganMercerFlodin(), to: series, options: options)
      for (j, parameter) in [0, 2].enumerated() {
        #expect((fit.values[parameter] / values[j][row] - 1).magnitude <= 1e-9)
        let error = try #require(fit.parameters[parameter].standardError)
        #expect((error / errors[j][row] - 1).magnitude <= 1e-7)
      }
      #expect((fit.statistics!.residualSumOfSquares / squares[row] - 1).magnitude <= 1e-9)
      compared += 1
    }
    #expect(compared == 2)
  }
}
