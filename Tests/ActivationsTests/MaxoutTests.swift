import Activations
import Testing

@Suite struct MaxoutTests {
  static func winners(_ x: [Double], groupSize: Int) -> (values: [Double], winners: [Int]) {
    var values = [Double](repeating: 0, count: x.count / groupSize)
    var winners = [Int](repeating: -1, count: values.count)
    var valueSpan = values.mutableSpan, winnerSpan = winners.mutableSpan
    Maxout(groupSize: groupSize).values(of: x.span, into: &valueSpan, winners: &winnerSpan)
    return (values, winners)
  }

  @Test func theLargestOfEachGroupWins() {
    let (values, winners) = Self.winners([1, 5, 2, -3, -7, -1], groupSize: 3)
    #expect(values == [5, -1])
    #expect(winners == [1, 5])
  }

  @Test func theFirstOfEqualInputsWins() {
    #expect(Self.winners([2, 2, 1, 4, 4, 4], groupSize: 3).winners == [0, 3])
    #expect(Self.winners([-.infinity, -.infinity], groupSize: 2).winners == [0])
    #expect(Self.winners([-0.0, 0], groupSize: 2).winners == [0])
  }

  @Test func aNaNWins() {
    let (values, winners) = Self.winners([1, .nan, 9, .nan, 3, 4], groupSize: 3)
    #expect(values.allSatisfy { $0.isNaN })
    #expect(winners == [1, 3])
  }

  @Test func theGradientGoesToTheWinner() {
    var gradient = [Double](repeating: .nan, count: 6)
    var span = gradient.mutableSpan
    Maxout(groupSize: 3).gradient([10, 20].span, winners: [1, 5].span, into: &span)
    #expect(gradient == [0, 10, 0, 0, 0, 20])
  }

  /// Of one input it is the identity, of x and −x the absolute value.
  @Test func knownSpecialCases() {
    #expect(Self.winners([3, -4], groupSize: 1).values == [3, -4])
    #expect(Self.winners([3, -3, -4, 4], groupSize: 2).values == [3, 4])
  }
}
