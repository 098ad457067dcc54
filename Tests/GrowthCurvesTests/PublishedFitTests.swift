import Foundation
import GrowthCurves
import LeastSquares
import Tables
import TestSupport
import Testing

/// Fits from the literature. The parameters and standard errors are least squares in 40 digits
/// (Gauss–Newton with mpmath); to the digits that were published they are the published ones.
struct PublishedFitTests {
  struct Known: Sendable, CustomTestStringConvertible {
    var what: String
    var model: any GrowthModel
    var values: [Double]
    var errors: [Double]
    var squares: Double

    var testDescription: String { "\(what), \(model.name)" }
  }

  static func check(
    _ known: Known, _ series: GrowthSeries, options: GrowthFitOptions = GrowthFitOptions()
  ) throws {
    let fit = GrowthFitter().fit(known.model, to: series, options: options)
    #expect(fit.status == .converged)
    for (estimate, (value, error)) in zip(fit.parameters, zip(known.values, known.errors)) {
      let symbol = estimate.parameter.symbol
      #expect((estimate.estimate / value - 1).magnitude <= 1e-10, "\(symbol) \(estimate)")
      let standardError = try #require(estimate.standardError)
      #expect((standardError / error - 1).magnitude <= 1e-7, "\(symbol) \(estimate)")
    }
    let squares = try #require(fit.statistics?.residualSumOfSquares)
    #expect((squares / known.squares - 1).magnitude <= 1e-10)
  }

  static func columns(_ path: String, _ time: String, _ size: String) throws -> (
    times: [Double], sizes: [Double]
  ) {
    let table = try Table.read(Repository.data(path).path(percentEncoded: false))
    return (
      try table.column(named: time).numbers(), try table.column(named: size).numbers()
    )
  }

  /// Regrowth of pasture. D. A. Ratkowsky (1983), Nonlinear Regression Modeling, has Morgan, Mercer
  /// and Flodin's α = 80.96, β = 8.895, δ = 2.828 and Weibull's α = 69.96, δ = 2.378 for it.
  static let pasture = [
    Known(
      what: "pasture", model: MorganMercerFlodin(),
      values: [80.95923208610126, 8.8945109830550636, 45.739111218168807, 2.8279935777270716],
      errors: [6.66370796191, 1.66162684215, 3.44550630201, 0.425371578808],
      squares: 13.55718151247855),
    Known(
      what: "pasture", model: Weibull(),
      values: [69.955178960021122, 8.2737353206384961, 0.020799009321158273, 2.3778188003028258],
      errors: [2.3620153178, 1.34863385502, 0.000766292039358, 0.220980993492],
      squares: 8.3758835589379637),
    Known(
      what: "pasture", model: RichardsLag(),
      values: [69.621956252029161, 1.2763858374832067, 11.045705013580464, 1.724109010507827],
      errors: [2.12506000502, 0.0597806011731, 1.68065126476, 0.593426048059],
      squares: 6.0490987408054405),
    Known(
      what: "pasture", model: GeneralizedLogistic(),
      values: [
        -12.714904376041258, 68.287598019145774, 0.11958468315766699, 44.544775448653176,
        4.2804538049142614,
      ],
      errors: [18.2728118264, 2.10590182815, 0.0484684449191, 4.21378987787, 4.21713020123],
      squares: 4.9404244292883138),
  ]

  @Test("Regrowth of pasture (NIST Rat42)", arguments: pasture)
  func rat42(_ known: Known) throws {
    let data = try Self.columns("nist/Rat42.csv", "x", "y")
    // Time is counted from the first cut, not from the first observation.
    try Self.check(known, try GrowthSeries(times: data.times, sizes: data.sizes, origin: 0))
  }

  @Test("Regrowth of pasture by the θ-logistic, from the first observation on")
  func rat42Theta() throws {
    let data = try Self.columns("nist/Rat42.csv", "x", "y")
    let known = Known(
      what: "pasture", model: ThetaLogistic(),
      values: [69.621956252029161, 9.2356028078793972, 0.051800022709756022, 1.724109010507827],
      errors: [2.12506000502, 0.712668318087, 0.00767879312045, 0.593426048059],
      squares: 6.0490987408054405)
    try Self.check(known, try GrowthSeries(times: data.times, sizes: data.sizes))
  }

  /// Dry weight of onions. The sum of squares of Richards' curve is certified: 8786.4049080.
  static let onions = [
    Known(
      what: "onions", model: RichardsLag(),
      values: [699.64151269644568, 122.46069093312215, 3.6222982813711937, 1.2792483859097123],
      errors: [16.3022978167, 10.6102524834, 0.31596015388, 0.68761936385],
      squares: 8786.4049079631473),
    Known(
      what: "onions", model: Weibull(),
      values: [695.04028642704244, 21.529031551163721, 0.13682418483190287, 3.2615572706293795],
      errors: [13.1654744366, 18.1672071076, 0.00325090373526, 0.334406279983],
      squares: 7834.2972122720405),
    Known(
      what: "onions", model: MorganMercerFlodin(),
      values: [723.92904604460094, 33.34970805079451, 6.5783138147266805, 4.6411761374641691],
      errors: [24.0356335539, 19.7484066303, 0.206738460952, 0.649462657488],
      squares: 11165.415403056313),
    Known(
      what: "onions", model: VonBertalanffy(),
      values: [734.12404654676126, 0.38046352545931012, 2.2070279356584235],
      errors: [28.3051215442, 0.0527995715029, 0.437726995791], squares: 17229.898377511293),
  ]

  @Test("Dry weight of onions (NIST Rat43)", arguments: onions)
  func rat43(_ known: Known) throws {
    let data = try Self.columns("nist/Rat43.csv", "x", "y")
    try Self.check(known, try GrowthSeries(times: data.times, sizes: data.sizes, origin: 0))
  }

  @Test("A chick's weight by the Weibull curve, the example of R's SSweibull")
  func chick() throws {
    // R has Asym = L = 158.5012, Drop = L − N0 and pwr = m, without the hatching weight.
    let table = try Table.read(
      Repository.data("growth/chickweight.csv").path(percentEncoded: false))
    let chick = try table.column(named: "Chick").numbers()
    let times = try table.column(named: "Time").numbers()
    let sizes = try table.column(named: "weight").numbers()
    let kept = times.indices.filter { chick[$0] == 6 && times[$0] > 0 }
    let series = try GrowthSeries(
      times: kept.map { times[$0] }, sizes: kept.map { sizes[$0] }, origin: 0)
    let known = Known(
      what: "chick 6", model: Weibull(),
      values: [158.50119096469573, 47.504133584075703, 0.10383348076580487, 2.6461426447417371],
      errors: [1.17693986574, 2.13109988974, 0.00169602576188, 0.161291089206],
      squares: 29.720232317430972)
    try Self.check(known, series)
  }

  /// Mean lengths of Pacific hake at their ages. D. K. Kimura (1980), Fishery Bulletin 77:765–776,
  /// has 61.23, 0.296, −0.057 for females and 55.98, 0.386, 0.171 for males.
  static let hake: [(known: Known, lengths: [Double])] = [
    (
      Known(
        what: "females", model: VonBertalanffyLength(),
        values: [61.233300388034227, 0.29625325421030488, -0.057264415569681853],
        errors: [1.21409464034, 0.0287411899328, 0.175342968426], squares: 28.800377880384764),
      [
        15.40, 28.03, 41.18, 46.20, 48.23, 50.26, 51.82, 54.27, 56.98, 58.93, 59.00, 60.91, 61.83,
      ]
    ),
    (
      Known(
        what: "males", model: VonBertalanffyLength(),
        values: [55.978011251660608, 0.3855844545893156, 0.17133881844009061],
        errors: [1.08335236468, 0.0390053286718, 0.141766105467], squares: 19.423387701252959),
      [15.40, 26.93, 42.23, 44.59, 47.63, 49.67, 50.87, 52.30, 54.77, 56.43, 55.88]
    ),
  ]

  @Test("Pacific hake by von Bertalanffy's length", arguments: 0..<2)
  func kimura(_ index: Int) throws {
    let (known, lengths) = Self.hake[index]
    let ages = [1, 2] + (0..<11).map { 3.3 + Double($0) }
    try Self.check(
      known, try GrowthSeries(times: Array(ages[..<lengths.count]), sizes: lengths))
  }
}
