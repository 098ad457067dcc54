extension GrowthModels {
  /// The models that `--model auto` compares: each curve once, and no curve that few biologists
  /// would ask for.
  ///
  /// - `exponential`: no limit in sight;
  /// - `logistic`, `gompertz`: from nothing to a capacity, symmetric and with an early inflection;
  /// - `richards`: any inflection between and beyond;
  /// - `logistic-offset`, `generalized-logistic`: the same above a background (a blank that was not
  ///   subtracted, an inoculum that takes a while to grow).
  ///
  /// Other parameters of one of these curves would share its weight and tell nothing new: `verhulst`
  /// and `logistic-lag` are the logistic, `gompertz-lag` the Gompertz curve, `richards-lag` and
  /// `theta-logistic` Richards', and `baranyi-roberts` on the scale of the sizes a logistic above an
  /// offset. Curves of other families (`weibull`, `morgan-mercer-flodin`, `von-bertalanffy`, `huang`,
  /// `buchanan`, `logistic-sum`) answer questions of their own; give a list to compare them.
  public static var candidates: [any GrowthModel] {
    [
      "logistic", "logistic-offset", "gompertz", "richards", "generalized-logistic", "exponential",
    ].compactMap { named($0) }
  }
}
