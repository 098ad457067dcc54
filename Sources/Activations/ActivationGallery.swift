/// All activations of one variable, each with its usual parameter.
public enum ActivationGallery {
  public static let all: [any Activation] = [
    BinaryStep(), Linear(), Sigmoid(), LogSigmoid(), Softplus(), HardSigmoid(), Tanh(), ReLU(),
    LeakyReLU(), PReLU(), ELU(), SELU(), GELU(), GELUTanh(), SiLU(), Mish(), Softsign(),
  ]

  /// The activation of this name.
  public static func named(_ name: String) -> (any Activation)? {
    all.first { $0.name == name }
  }
}
