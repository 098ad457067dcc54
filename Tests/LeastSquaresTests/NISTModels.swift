import Foundation

/// The 27 models of the NIST StRD nonlinear regression problems, as printed in their files.
/// `x` holds the predictors of one row.
enum NISTModels {
  typealias Model = @Sendable (_ b: [Dual], _ x: [Double]) -> Dual

  static func model(_ name: String) -> Model {
    guard let model = all[name] else { fatalError("no model for \(name)") }
    return model
  }

  private static let all: [String: Model] = [
    "Bennett5": { b, x in b[0] * Dual.pow(b[1] + x[0], -1.0 / b[2]) },
    "BoxBOD": saturation,
    "Chwirut1": chwirut,
    "Chwirut2": chwirut,
    "DanWood": { b, x in b[0] * Dual.pow(x[0], b[1]) },
    "ENSO": enso,
    "Eckerle4": { b, x in
      let z = (x[0] - b[2]) / b[1]
      return b[0] / b[1] * Dual.exp(-0.5 * (z * z))
    },
    "Gauss1": gauss,
    "Gauss2": gauss,
    "Gauss3": gauss,
    "Hahn1": cubicRatio,
    "Kirby2": { b, x in
      let t = x[0]
      return (b[0] + b[1] * t + b[2] * (t * t)) / (1 + b[3] * t + b[4] * (t * t))
    },
    "Lanczos1": lanczos,
    "Lanczos2": lanczos,
    "Lanczos3": lanczos,
    "MGH09": { b, x in
      let t = x[0]
      return b[0] * (t * t + t * b[1]) / (t * t + t * b[2] + b[3])
    },
    "MGH10": { b, x in b[0] * Dual.exp(b[1] / (x[0] + b[2])) },
    "MGH17": { b, x in
      b[0] + b[1] * Dual.exp(-x[0] * b[3]) + b[2] * Dual.exp(-x[0] * b[4])
    },
    "Misra1a": saturation,
    "Misra1b": { b, x in b[0] * (1 - Dual.pow(1 + b[1] * (x[0] / 2), -2)) },
    "Misra1c": { b, x in b[0] * (1 - Dual.pow(1 + 2 * x[0] * b[1], -0.5)) },
    "Misra1d": { b, x in b[0] * b[1] * x[0] * Dual.pow(1 + b[1] * x[0], -1) },
    "Nelson": { b, x in b[0] - b[1] * x[0] * Dual.exp(-b[2] * x[1]) },
    "Rat42": { b, x in b[0] / (1 + Dual.exp(b[1] - b[2] * x[0])) },
    "Rat43": { b, x in b[0] / Dual.pow(1 + Dual.exp(b[1] - b[2] * x[0]), 1 / b[3]) },
    "Roszman1": { b, x in
      b[0] - b[1] * x[0] - Dual.arctan(b[2] / (x[0] - b[3])) * (1 / Double.pi)
    },
    "Thurber": cubicRatio,
  ]

  private static let saturation: Model = { b, x in b[0] * (1 - Dual.exp(-b[1] * x[0])) }

  private static let chwirut: Model = { b, x in
    Dual.exp(-b[0] * x[0]) / (b[1] + b[2] * x[0])
  }

  private static let gauss: Model = { b, x in
    let first = (x[0] - b[3]) / b[4]
    let second = (x[0] - b[6]) / b[7]
    return b[0] * Dual.exp(-b[1] * x[0]) + b[2] * Dual.exp(-(first * first))
      + b[5] * Dual.exp(-(second * second))
  }

  private static let lanczos: Model = { b, x in
    b[0] * Dual.exp(-b[1] * x[0]) + b[2] * Dual.exp(-b[3] * x[0])
      + b[4] * Dual.exp(-b[5] * x[0])
  }

  private static let cubicRatio: Model = { b, x in
    let t = x[0]
    let top = b[0] + t * (b[1] + t * (b[2] + t * b[3]))
    return top / (1 + t * (b[4] + t * (b[5] + t * b[6])))
  }

  private static let enso: Model = { b, x in
    let year = 2 * Double.pi * x[0] / 12
    let first = 2 * Double.pi * x[0] / b[3]
    let second = 2 * Double.pi * x[0] / b[6]
    let annual = b[0] + b[1] * Foundation.cos(year) + b[2] * Foundation.sin(year)
    return annual + b[4] * Dual.cos(first) + b[5] * Dual.sin(first)
      + b[7] * Dual.cos(second) + b[8] * Dual.sin(second)
  }
}
