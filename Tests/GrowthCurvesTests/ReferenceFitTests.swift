import GrowthCurves
import TestSupport
import Testing

/// Real series against reference fits from many starts, without start values from the user.
struct ReferenceFitTests {
  @Test("All 1,065 reference fits are met: no higher sum of squares, the same parameters")
  func all() throws {
    let references = try ReferenceFit.all()
    #expect(references.count == 1065)
    let fitter = GrowthFitter()
    for reference in references {
      let fit = fitter.fit(reference.model, to: reference.series)
      #expect(fit.status == .converged, "\(reference)")
      let squares = try #require(fit.statistics?.residualSumOfSquares)
      #expect(squares <= reference.squares * (1 + 1e-9), "\(reference)")
      let expected = reference.model.canonical(reference.values) ?? reference.values
      for (value, wanted) in zip(fit.values, expected) {
        // A midpoint may lie near zero: its digits count from the size of the time axis then.
        let scale = max(wanted.magnitude, 1e-6 * reference.series.duration)
        #expect((value - wanted).magnitude <= 1e-6 * scale, "\(reference) \(fit.values)")
      }
    }
  }

  @Test("The same curves by the parameters of other models")
  func otherParameters() throws {
    let fitter = GrowthFitter()
    var compared = 0
    for reference in try ReferenceFit.all().compactMap({ $0.inOtherParameters }) {
      let fit = fitter.fit(reference.model, to: reference.series)
      #expect(fit.status == .converged, "\(reference)")
      let squares = try #require(fit.statistics?.residualSumOfSquares)
      #expect(squares <= reference.squares * (1 + 1e-9), "\(reference)")
      compared += 1
      // Their digits allow no more where parameters depend on each other.
      guard fit.convergence!.conditionNumber < 1e8 else { continue }
      for (value, wanted) in zip(fit.values, reference.values) {
        let scale = max(wanted.magnitude, 1e-6 * reference.series.duration)
        #expect((value - wanted).magnitude <= 1e-6 * scale, "\(reference) \(fit.values)")
      }
    }
    #expect(compared > 900)
  }

  @Test("Standard errors agree with the references' where they are well determined")
  func standardErrors() throws {
    let fitter = GrowthFitter()
    var compared = 0
    for reference in try ReferenceFit.all() where reference.model.canonical(reference.values) == nil
    {
      let fit = fitter.fit(reference.model, to: reference.series)
      guard let condition = fit.convergence?.conditionNumber, condition < 1e6 else { continue }
      for (estimate, wanted) in zip(fit.parameters, reference.errors) {
        let error = try #require(estimate.standardError)
        #expect((error / wanted - 1).magnitude <= 1e-5, "\(reference)")
        compared += 1
      }
    }
    #expect(compared > 3000)
  }
}
