import Activations
import CKernels
import TestSupport
import Testing

/// The array forms: an element has the same bits wherever it stands, however long the array and
/// however aligned.
@Suite struct ActivationArrayTests {
  static let kernels = ActivationGallery.all.filter { $0.kernel != nil }.map { $0.name }

  @Test(arguments: kernels, InstructionSet.supported)
  func theBitsDependOnTheArgumentAlone(name: String, set: InstructionSet) throws {
    let kernel = try #require(ActivationGallery.named(name)?.kernel)
    let points = Points.mixed(120, seed: 4)
    // Each one alone.
    let alone = points.map { x in
      var value = [0.0], slope = [0.0]
      var valueSpan = value.mutableSpan, slopeSpan = slope.mutableSpan
      kernel.valuesAndSlopes(of: [x].span, into: &valueSpan, slopes: &slopeSpan, on: set)
      return (value[0].bitPattern, slope[0].bitPattern)
    }
    for start in 0..<9 {
      for count in 0...40 {
        let part = Array(points[start..<start + count])
        // One element before and behind, which must stay as they are; the offset varies the
        // alignment.
        var values = [Double](repeating: 7, count: start + count + 1), slopes = values
        var valuesOfBoth = values, slopesOfBoth = values
        do {
          var whole = values.mutableSpan
          var span = whole._mutatingExtracting(start..<start + count)
          kernel.values(of: part.span, into: &span, on: set)
        }
        do {
          var whole = slopes.mutableSpan
          var span = whole._mutatingExtracting(start..<start + count)
          kernel.slopes(of: part.span, into: &span, on: set)
        }
        do {
          var wholeValues = valuesOfBoth.mutableSpan, wholeSlopes = slopesOfBoth.mutableSpan
          var valueSpan = wholeValues._mutatingExtracting(start..<start + count)
          var slopeSpan = wholeSlopes._mutatingExtracting(start..<start + count)
          kernel.valuesAndSlopes(of: part.span, into: &valueSpan, slopes: &slopeSpan, on: set)
        }
        let expected = alone[start..<start + count]
        #expect(values[start..<start + count].map { $0.bitPattern } == expected.map { $0.0 })
        #expect(slopes[start..<start + count].map { $0.bitPattern } == expected.map { $0.1 })
        #expect(values == valuesOfBoth && slopes == slopesOfBoth)
        #expect(
          values.last == 7 && slopes.last == 7 && valuesOfBoth.last == 7 && slopesOfBoth.last == 7)
        #expect(values.prefix(start).allSatisfy { $0 == 7 })
      }
    }
  }

  @Test(arguments: kernels) func oneNumberHasTheBitsOfTheArray(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    let points = Points.mixed(1_000, seed: 5)
    var values = [Double](repeating: 0, count: points.count)
    var span = values.mutableSpan
    activation.values(of: points.span, into: &span)
    for (x, value) in zip(points, values) {
      #expect(activation.value(x).bitPattern == value.bitPattern, "at \(x)")
    }
  }

  /// Swift's exclusivity rules out x = y; C callers may do it.
  @Test(arguments: [0, 1, 7, 8, 9, 31, 64]) func theKernelsWorkInPlace(count: Int) {
    for set in [ck_baseline, ck_avx2, ck_avx512] where ck_supports(set) {
      let points = Array(Points.mixed(100, seed: 6).prefix(count))
      var expected = points, expectedSlopes = points, actual = points
      unsafe ck_sigmoid(set, points, count, &expected, &expectedSlopes)
      unsafe actual.withUnsafeMutableBufferPointer { x in
        unsafe ck_sigmoid(set, x.baseAddress, count, x.baseAddress, nil)
      }
      #expect(actual.map { $0.bitPattern } == expected.map { $0.bitPattern })
      actual = points
      unsafe actual.withUnsafeMutableBufferPointer { x in
        unsafe ck_sigmoid(set, x.baseAddress, count, nil, x.baseAddress)
      }
      #expect(actual.map { $0.bitPattern } == expectedSlopes.map { $0.bitPattern })
    }
  }

  @Test func theBestInstructionSetIsSupported() {
    #expect(InstructionSet.supported.contains(.best))
    #expect(InstructionSet.supported.contains(.baseline))
  }
}
