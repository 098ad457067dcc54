#if arch(x86_64)
  import Activations
  import RealModule
  import Testing

  import TestSupport

  @Suite struct CrossEntropyTests {
    typealias Number = Float80

    static func losses(
      _ scores: [Double], _ labels: [Double], on set: InstructionSet
    ) -> (losses: [Double], gradients: [Double]) {
      var losses = [Double](repeating: .nan, count: scores.count), gradients = losses
      var lossSpan = losses.mutableSpan, gradientSpan = gradients.mutableSpan
      SigmoidCrossEntropy.lossesAndGradients(
        scores: scores.span, labels: labels.span, losses: &lossSpan, gradients: &gradientSpan,
        on: set)
      return (losses, gradients)
    }

    /// For a label of 0 or 1, the loss is a softplus and the gradient a sigmoid.
    @Test(arguments: InstructionSet.supported) func labelsOfOneClass(set: InstructionSet) {
      let scores = Points.mixed(100_000, seed: 31)
      for label in [0.0, 1] {
        let labels = [Double](repeating: label, count: scores.count)
        let (losses, gradients) = Self.losses(scores, labels, on: set)
        for (i, z) in scores.enumerated() {
          let wrong = label == 0 ? Number(z) : -Number(z)
          let gradient = label == 0 ? Oracle.sigmoid(wrong) : -Oracle.sigmoid(wrong)
          #expect(ulps(of: losses[i], against: Oracle.softplus(wrong)) <= 2, "\(z), \(label)")
          #expect(ulps(of: gradients[i], against: gradient) <= 1, "\(z), \(label)")
        }
      }
    }

    @Test(arguments: InstructionSet.supported) func labelsInBetween(set: InstructionSet) {
      var generator = SplitMix64(state: 32)
      let scores = (0..<10_001).map { _ in Double.random(in: -50...50, using: &generator) }
      let labels = scores.map { _ in Double.random(in: 0...1, using: &generator) }
      let (losses, gradients) = Self.losses(scores, labels, on: set)
      for (i, z) in scores.enumerated() {
        let (y, score) = (Number(labels[i]), Number(z))
        let loss = y * Oracle.softplus(-score) + (1 - y) * Oracle.softplus(score)
        #expect(ulps(of: losses[i], against: loss) <= 4, "\(z), \(y)")
        let gradient = Oracle.sigmoid(score) - y
        #expect(abs(Number(gradients[i]) - gradient) <= 0x1p-52, "\(z), \(y)")
        let scalar = SigmoidCrossEntropy.lossAndGradient(score: z, label: labels[i])
        #expect(ulps(of: scalar.loss, against: loss) <= 4)
        #expect(abs(scalar.gradient - gradients[i]) <= 0x1p-52)
      }
    }

    @Test(arguments: InstructionSet.supported) func edges(set: InstructionSet) {
      let infinity = Double.infinity
      let scores = [infinity, infinity, -infinity, -infinity, .nan, 0]
      let (losses, gradients) = Self.losses(scores, [1, 0, 0, 1, 1, 1], on: set)
      #expect(Array(losses[0..<4]) == [0, infinity, 0, infinity])
      #expect(Array(gradients[0..<4]) == [0, 1, 0, -1])
      #expect(losses[4].isNaN && gradients[4].isNaN)
      #expect(losses[5] == Double.log(2) && gradients[5] == -0.5)
    }

    /// The probability is 1 in double precision; the loss and the gradient are what is missing to
    /// it.
    @Test func nothingIsLostNearCertainty() {
      let (loss, gradient) = SigmoidCrossEntropy.lossAndGradient(score: 100.0, label: 1)
      #expect(abs(loss / Double.exp(-100) - 1) < 1e-15)
      #expect(abs(gradient / Double.exp(-100) + 1) < 1e-15)
      var gradients = [0.0, 0, 0]
      var span = gradients.mutableSpan
      let softmaxLoss = SoftmaxCrossEntropy.lossAndGradient(
        scores: [100, 0, 0].span, label: 0, gradient: &span)
      #expect(abs(softmaxLoss / (2 * Double.exp(-100)) - 1) < 1e-15)
      #expect(abs(gradients[0] / (2 * Double.exp(-100)) + 1) < 1e-15)
    }

    @Test func softmaxLossAndItsGradient() {
      let scores = [0.3, -1.2, 2.5, 0.9], h = 0x1p-20
      for label in scores.indices {
        var gradient = scores.map { _ in 0.0 }
        var span = gradient.mutableSpan
        let loss = SoftmaxCrossEntropy.lossAndGradient(
          scores: scores.span, label: label, gradient: &span)
        #expect(ulps(of: loss, against: -SoftmaxTests.exact(scores).logs[label]) <= 4)
        for i in scores.indices {
          var scratch = gradient
          var scratchSpan = scratch.mutableSpan
          var up = scores, down = scores
          up[i] += h
          down[i] -= h
          let rise =
            SoftmaxCrossEntropy.lossAndGradient(
              scores: up.span, label: label, gradient: &scratchSpan)
            - SoftmaxCrossEntropy.lossAndGradient(
              scores: down.span, label: label, gradient: &scratchSpan)
          #expect(abs(rise / (2 * h) - gradient[i]) < 1e-9)
        }
        #expect(abs(gradient.reduce(0, +)) < 1e-15)
      }
      var gradient = [0.0, 0]
      var span = gradient.mutableSpan
      let loss = SoftmaxCrossEntropy.lossAndGradient(
        scores: [1, .nan].span, label: 0, gradient: &span)
      #expect(loss.isNaN)
      #expect(gradient.allSatisfy { $0.isNaN })
    }
  }
#endif
