import Foundation
import GrowthCurves
import Testing

/// Verdicts on real plates: blanks, empty wells, wells with bacteria.
struct PlateVerdictTests {
  /// The blanks of the layout of the first plate; of the second, the wells that stay at their level
  /// for 96 hours.
  static let empty = [
    "kinbiont_plate_wide": ["A8", "B8", "C8", "D8", "E8", "F8"],
    "kinbiont_gut_coculture_wide": ["A2", "A3", "A6", "C2", "C3", "C6", "E2", "E3"],
  ]

  static func fits(
    _ plate: String, _ names: [String], _ model: any GrowthModel,
    by change: (_ sizes: [Double]) -> [Double] = { $0 }
  ) throws -> [GrowthFit] {
    let series = try names.map { name in
      let (times, sizes) = try PlateSeries.read(plate, name)
      return try GrowthSeries(name: name, times: times, sizes: change(sizes))
    }
    return GrowthBatch.fit(model, to: series, threads: 2)
  }

  static func grows(_ fit: GrowthFit) -> Bool {
    !fit.verdicts.contains { $0 == .noGrowth || $0 == .declining }
  }

  @Test(
    "No model sees growth in blanks and empty wells", arguments: GrowthModels.all.map { $0.name })
  func blanks(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    for (plate, names) in Self.empty {
      for fit in try Self.fits(plate, names, model) {
        #expect(fit.verdicts.contains(.noGrowth), "\(plate) \(fit.series.name)")
        #expect(fit.derived(.maximumSpecificRate)?.estimate == nil)
        #expect(fit.derived(.areaUnderData)?.estimate != nil)
      }
      // Of a well by itself, at its own zero, there is still its resolution.
      let own = try Self.fits(plate, names, model) { sizes in
        sizes.map { $0 - sizes.min()! }
      }
      for fit in own { #expect(!Self.grows(fit), "\(plate) \(fit.series.name)") }
    }
  }

  @Test(
    "Wells with bacteria grow",
    arguments: [
      "kinbiont_plate_wide", "kinbiont_gut_coculture_wide", "bactgrowth_wide", "grofit_dose_wide",
      "amiga_er1_pm1_1_wide", "growthcurver_growthdata_simulated",
    ], ["logistic", "logistic-offset", "verhulst", "gompertz", "exponential"])
  func growth(_ plate: String, _ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    let empty = Self.empty[plate] ?? []
    let names = try PlateSeries.names(plate).filter { !empty.contains($0) }
    for fit in try Self.fits(plate, names, model) {
      #expect(Self.grows(fit), "\(plate) \(fit.series.name) \(fit.verdicts)")
    }
  }

  @Test("Pseudomonas does not grow in 25 mM of 2-fluoromuconic acid and more, and grows in less")
  func inhibited() throws {
    let plate = "qurve_2fma_pputida_wide"
    for fit in try Self.fits(plate, PlateSeries.names(plate), LogisticOffset()) {
      let name = fit.series.name
      // Condensation makes some of these wells rise; the third at 50 mM by half.
      guard !name.hasSuffix("c50") else { continue }
      let isInhibited = ["c90", "c70", "c25"].contains { name.hasSuffix($0) }
      #expect(Self.grows(fit) != isInhibited, "\(name) \(fit.verdicts)")
    }
  }

  /// AMiGA: empty wells rank above wells with bacteria.
  @Test(
    "An empty well has no rank among wells with bacteria",
    arguments: [("kinbiont_plate_wide", 48), ("kinbiont_gut_coculture_wide", 60)])
  func ranks(_ plate: (name: String, wells: Int)) throws {
    let names = try PlateSeries.names(plate.name)
    #expect(names.count == plate.wells)
    let empty = try #require(Self.empty[plate.name])
    for fit in try Self.fits(plate.name, names, Logistic()) {
      let rate = fit.derived(.maximumSpecificRate)?.estimate
      #expect((rate == nil) == empty.contains(fit.series.name), "\(fit.series.name)")
      if let rate { #expect(rate > 0 && rate.isFinite) }
    }
  }

  /// The same on AMiGA's own plate, where A1 is the well without a source of carbon (Biolog PM1): no
  /// well is empty, and the wells with much more growth than A1 rank above it.
  @Test("The negative control of AMiGA's plate ranks below the sources of carbon that are used")
  func negativeControl() throws {
    let plate = "amiga_er1_pm1_1_wide"
    let fits = try Self.fits(plate, PlateSeries.names(plate), LogisticOffset())
    #expect(fits.count == 96)
    let control = try #require(fits[0].derived(.maximumRate)?.estimate)
    let final = try #require(fits[0].series.sizes.last)
    var used = 0
    for fit in fits where fit.series.sizes.last! > 1.5 * final {
      #expect(try #require(fit.derived(.maximumRate)?.estimate) > control, "\(fit.series.name)")
      used += 1
    }
    #expect(used == 16)
  }

  /// AMiGA: sizes in the 10,000s, as of fluorescence, break its defaults.
  @Test(
    "Sizes in the 10,000s have the verdicts of densities",
    arguments: ["logistic", "logistic-offset"])
  func largeSizes(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    let plate = "kinbiont_plate_wide"
    let names = try PlateSeries.names(plate)
    let large = try Self.fits(plate, names, model) { $0.map { $0 * 131_072 } }
    for (fit, wanted) in zip(large, try Self.fits(plate, names, model)) {
      #expect(fit.verdicts == wanted.verdicts, "\(fit.series.name)")
      #expect(fit.status == wanted.status)
    }
  }
}
