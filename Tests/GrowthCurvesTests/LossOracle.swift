// Written by scripts/oracle/losses; do not edit.

/// Fits under every loss, from equations solved with 40 digits.
struct LossOracle: Sendable {
  var name: String
  var model: String
  var loss: String
  var scale: String
  var weights: [Double]
  var sigmas: [Double]
  var sizes: [Double]
  var values: [Double]
  var errors: [Double]
  var lossScale: Double?
  var criterion: Double
  var logLikelihood: Double?
  /// 2k − 2 ln L.
  var aic: Double?

  static let sizes: [Double] = [
    0.0712, 0.1055, 0.1490, 0.1983, 0.2876, 0.3895, 1.9021, 0.7444, 1.0237, 1.2811, 1.6790,
    2.0288, 2.4311, 2.7503, 3.0870, 1.1032, 3.5402, 3.6627, 3.7888, 3.8254, 3.9075, 6.2310,
    3.9504, 4.0102, 3.9661,
  ]
  static let weights: [Double] = [
    1, 1, 2, 2, 0.5, 1, 1, 2, 2, 0.5, 1, 1, 2, 2, 0.5, 1, 1, 2, 2, 0.5, 1, 1, 2, 2, 0.5,
  ]
  static let sigmas: [Double] = [
    0.05, 0.08, 0.1, 0.2, 0.25, 0.05, 0.08, 0.1, 0.2, 0.25, 0.05, 0.08, 0.1, 0.2, 0.25, 0.05,
    0.08, 0.1, 0.2, 0.25, 0.05, 0.08, 0.1, 0.2, 0.25,
  ]
  static let counts: [Double] = [
    0, 3, 5, 4, 12, 14, 15, 27, 34, 58, 41, 92, 127, 88, 151, 99, 240, 131, 202, 162, 255, 174,
    124, 231, 208,
  ]
  static let early: [Double] = [
    2, 5, 3, 9, 6, 10, 8, 17, 11, 22, 35, 19, 41, 30, 62,
  ]

  static let all = [
    LossOracle(
      name: "huber", model: "logistic", loss: "huber", scale: "linear",
      weights: [], sigmas: [], sizes: sizes,
      values: [4.0370950338838941, 0.37410485439746584, 10.928411120797724],
      errors: [0.012419873740943623, 4.04788102879805e-3, 0.035360254760697936],
      lossScale: 0.020005736636186565, criterion: 0.31973301442763988,
      logLikelihood: -326.1086421394912, aic: 660.2172842789824),
    LossOracle(
      name: "huber, weights", model: "logistic", loss: "huber", scale: "linear",
      weights: weights, sigmas: [], sizes: sizes,
      values: [4.0441974641297687, 0.37250316717136594, 10.938244892230954],
      errors: [0.011865604587269695, 3.817307382633104e-3, 0.033734727265685436],
      lossScale: 0.024545380313456923, criterion: 0.38999210914853099,
      logLikelihood: -253.70925693080844, aic: 515.41851386161687),
    LossOracle(
      name: "huber, log scale", model: "logistic", loss: "huber", scale: "log",
      weights: [], sigmas: [], sizes: sizes,
      values: [4.0740619028961449, 0.36421991548909658, 11.04350671366228],
      errors: [0.040209218944208363, 2.8904086077193924e-3, 0.077822040755564348],
      lossScale: 0.021774103012469309, criterion: 0.16695407720669874,
      logLikelihood: -111.79640324034393, aic: 231.59280648068786),
    LossOracle(
      name: "tukey", model: "logistic", loss: "tukey", scale: "linear",
      weights: [], sigmas: [], sizes: sizes,
      values: [4.0268170858364804, 0.37833966357049552, 10.909526983966973],
      errors: [0.010519720103805617, 3.5152118378364477e-3, 0.029960373231804346],
      lossScale: 0.020005736636186565, criterion: 0.015123953322283624,
      logLikelihood: nil, aic: nil),
    LossOracle(
      name: "tukey, weights", model: "logistic", loss: "tukey", scale: "linear",
      weights: weights, sigmas: [], sizes: sizes,
      values: [4.0358557180710584, 0.37582590856291512, 10.921496305678877],
      errors: [9.3252244903263493e-3, 3.0595963418747588e-3, 0.026525755039514892],
      lossScale: 0.024545380313456923, criterion: 0.020112917719031259,
      logLikelihood: nil, aic: nil),
    LossOracle(
      name: "tukey, log scale", model: "logistic", loss: "tukey", scale: "log",
      weights: [], sigmas: [], sizes: sizes,
      values: [4.0702566245553893, 0.36482752483636903, 11.041891374447036],
      errors: [0.032906470944762733, 2.3696871541051773e-3, 0.06365185346466084],
      lossScale: 0.021774103012469309, criterion: 0.017242494153701679,
      logLikelihood: nil, aic: nil),
    LossOracle(
      name: "cauchy", model: "logistic", loss: "cauchy", scale: "linear",
      weights: [], sigmas: [], sizes: sizes,
      values: [4.0277547066694987, 0.37790938617390479, 10.909763422698604],
      errors: [0.010838676055624762, 3.6131859219030196e-3, 0.030871117151190225],
      lossScale: 0.020005736636186565, criterion: 0.056395458548080488,
      logLikelihood: 0.62573065178919857, aic: 6.7485386964216029),
    LossOracle(
      name: "cauchy, weights", model: "logistic", loss: "cauchy", scale: "linear",
      weights: weights, sigmas: [], sizes: sizes,
      values: [4.0367905479947038, 0.37551963333547529, 10.922611869231828],
      errors: [9.6524752460745482e-3, 3.1612109578005557e-3, 0.027454815421963405],
      lossScale: 0.024545380313456923, criterion: 0.078200527878683444,
      logLikelihood: 2.8005624925864003, aic: 2.3988750148271995),
    LossOracle(
      name: "cauchy, log scale", model: "logistic", loss: "cauchy", scale: "log",
      weights: [], sigmas: [], sizes: sizes,
      values: [4.0715822652099779, 0.36490692056561975, 11.040160510887698],
      errors: [0.033136038739177205, 2.3862985072838822e-3, 0.064067961391221787],
      lossScale: 0.021774103012469309, criterion: 0.051682038612688888,
      logLikelihood: 7.5211426681432162, aic: -7.0422853362864325),
    LossOracle(
      name: "log scale", model: "logistic", loss: "squared", scale: "log",
      weights: weights, sigmas: [], sizes: sizes,
      values: [3.8748808168993372, 0.36998890330567507, 10.570307694004063],
      errors: [0.43441737368236367, 0.036220058184058983, 0.8998285360767047],
      lossScale: nil, criterion: 2.824757159900668,
      logLikelihood: -13.42176936423512, aic: 34.84353872847024),
    LossOracle(
      name: "known standard deviations", model: "logistic", loss: "squared", scale: "linear",
      weights: [], sigmas: sigmas, sizes: sizes,
      values: [9.6100120601551593, 0.1540899661984438, 21.965732757451534],
      errors: [1.0077879339635764, 6.8432397497254186e-3, 1.2759447893586277],
      lossScale: nil, criterion: 1986.0752760351337,
      logLikelihood: -961.91220992563226, aic: 1929.8244198512645),
    LossOracle(
      name: "poisson", model: "logistic", loss: "poisson", scale: "linear",
      weights: [], sigmas: [], sizes: counts,
      values: [199.14493262451466, 0.38805112901711043, 11.96078815019489],
      errors: [6.1804180638831564, 0.021034531297905099, 0.30197230531110098],
      lossScale: nil, criterion: 162.80033906792473,
      logLikelihood: -152.07058492918832, aic: 310.14116985837663),
    LossOracle(
      name: "poisson, weights", model: "logistic", loss: "poisson", scale: "linear",
      weights: weights, sigmas: [], sizes: counts,
      values: [193.85678349958107, 0.38957574485219336, 11.90237807231368],
      errors: [5.3060923822317538, 0.018680146558697034, 0.26594825779436122],
      lossScale: nil, criterion: 223.21276433992094,
      logLikelihood: -203.50643840155807, aic: 413.01287680311614),
    LossOracle(
      name: "poisson, exponential", model: "exponential", loss: "poisson", scale: "linear",
      weights: [], sigmas: [], sizes: early,
      values: [3.2614852578206657, 0.19960107183652251],
      errors: [0.59789502473874779, 0.016884306494963231],
      lossScale: nil, criterion: 22.704574864402755,
      logLikelihood: -44.211110533080533, aic: 92.422221066161066),
    LossOracle(
      name: "negative-binomial", model: "logistic", loss: "negative-binomial", scale: "linear",
      weights: [], sigmas: [], sizes: counts,
      values: [197.22073661977756, 0.39566436001831675, 11.836766846147635],
      errors: [18.030767720214861, 0.037031843873904939, 0.71582835632931581],
      lossScale: 19.518418986955816, criterion: 24.203739811642134,
      logLikelihood: -101.44462171848677, aic: 210.88924343697354),
    LossOracle(
      name: "negative-binomial, weights", model: "logistic", loss: "negative-binomial",
      scale: "linear",
      weights: weights, sigmas: [], sizes: counts,
      values: [191.77705000849817, 0.39931094660280203, 11.764260576755867],
      errors: [15.635573734232361, 0.033419241863113339, 0.63553371000928542],
      lossScale: 18.530828885255035, criterion: 30.119888811301367,
      logLikelihood: -131.5635986400218, aic: 271.1271972800436),
    LossOracle(
      name: "negative-binomial, exponential", model: "exponential", loss: "negative-binomial",
      scale: "linear",
      weights: [], sigmas: [], sizes: early,
      values: [3.2532728996857315, 0.19995377695603758],
      errors: [0.69921090840317598, 0.021525205488984742],
      lossScale: 28.562163085451058, criterion: 12.730376874067498,
      logLikelihood: -42.626905254884894, aic: 91.253810509769787),
  ]
}
