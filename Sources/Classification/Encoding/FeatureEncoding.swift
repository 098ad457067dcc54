/// How the columns of a table become the columns of a design matrix: numbers as they are, booleans
/// as 0 and 1, texts as an indicator of each level but the first (the reference), and then powers
/// and products of columns of numbers.
///
/// A row of input is one `Double` a column: the number itself, or the position of the level, NaN
/// where missing. Equal encodings give equal matrices, so that a stored one can be applied again.
public struct FeatureEncoding: Sendable, Equatable, Codable {
  /// What happens to rows with a missing value.
  public enum MissingPolicy: String, Sendable, Codable, CaseIterable {
    /// They are an error.
    case error
    /// They are left out.
    case drop
    /// The mean of the column, or its most frequent level, stands in.
    case impute
  }

  /// A column of a table and what it becomes: itself, or an indicator for each level but the first.
  public struct Column: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable {
      case number
      case text
      /// Two levels, false and true.
      case boolean
    }

    public var name: String
    public var kind: Kind
    /// The levels of texts, ascending; the first is the reference. Empty for numbers and booleans.
    public var levels: [String]
    /// What stands in for a missing value: a number, or the position of a level. nil where nothing
    /// does.
    public var fill: Double?

    public init(name: String, kind: Kind, levels: [String] = [], fill: Double? = nil) {
      self.name = name
      self.kind = kind
      self.levels = levels
      self.fill = fill
    }
  }

  /// A product of two columns, or of a column with itself.
  public struct Product: Sendable, Equatable, Codable {
    public var left: Int
    public var right: Int
  }

  public let columns: [Column]
  public let missing: MissingPolicy
  /// Up to which power columns of numbers are raised, from 1.
  public let degree: Int
  /// Products, as positions in ``columns``.
  public let products: [Product]

  /// - Throws: ``FeatureEncodingError`` where two columns have one name, a product names a column
  ///   that there is not or that is of texts, or a column of texts has no levels.
  public init(
    columns: [Column], missing: MissingPolicy = .error, degree: Int = 1,
    products: [Product] = []
  ) throws(FeatureEncodingError) {
    self.columns = columns
    self.missing = missing
    self.degree = degree
    self.products = products
    try check()
  }

  /// The products that `a:b` texts name.
  ///
  /// - Throws: ``FeatureEncodingError``.
  public static func products(
    _ texts: [String], of columns: [Column]
  ) throws(FeatureEncodingError) -> [Product] {
    var products: [Product] = []
    for text in texts {
      // A name may hold a colon itself: any cut that gives two names will do.
      let found = text.indices.filter { text[$0] == ":" }.compactMap { cut -> Product? in
        let left = columns.firstIndex { $0.name == text[..<cut] }
        let right = columns.firstIndex { $0.name == text[text.index(after: cut)...] }
        guard let left, let right else { return nil }
        return Product(left: left, right: right)
      }
      guard let product = found.first else { throw .unknownProduct(text) }
      products.append(product)
    }
    return products
  }

  /// The names of the columns of the design matrix: `name`, `name=level`, `name^2`, `a:b`.
  public var featureNames: [String] {
    columns.flatMap { column in
      column.kind == .text
        ? column.levels.dropFirst().map { "\(column.name)=\($0)" } : [column.name]
    }
      + (2..<(degree + 1)).flatMap { power in
        columns.filter { $0.kind == .number }.map { "\($0.name)^\(power)" }
      }
      + products.map { "\(columns[$0.left].name):\(columns[$0.right].name)" }
  }

  /// Whether a row of the design matrix is the row of input itself.
  public var isIdentity: Bool {
    degree == 1 && products.isEmpty && columns.allSatisfy { $0.kind != .text }
  }

  private func check() throws(FeatureEncodingError) {
    var seen: Set<String> = []
    for column in columns {
      guard seen.insert(column.name).inserted else { throw .duplicateName(column.name) }
      guard Set(column.levels).count == column.levels.count else {
        throw .duplicateName(column.name)
      }
      guard column.kind != .text || !column.levels.isEmpty else { throw .noLevels(column.name) }
      guard column.kind == .text || column.levels.isEmpty else { throw .noLevels(column.name) }
      if let fill = column.fill {
        let count = Double(column.kind == .text ? column.levels.count : 2)
        guard fill.isFinite,
          column.kind == .number || (fill >= 0 && fill < count && fill == fill.rounded())
        else { throw .badFill(column.name) }
      }
    }
    guard degree >= 1 && degree <= 10 else { throw .badDegree(degree) }
    for product in products {
      for side in [product.left, product.right] {
        guard columns.indices.contains(side) else { throw .unknownProduct("\(side)") }
        guard columns[side].kind != .text else { throw .textInProduct(columns[side].name) }
      }
    }
    var names: Set<String> = []
    for name in featureNames where !names.insert(name).inserted { throw .duplicateName(name) }
  }

  private enum CodingKeys: String, CodingKey {
    case columns, missing, degree, products
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columns = try container.decode([Column].self, forKey: .columns)
    missing = try container.decode(MissingPolicy.self, forKey: .missing)
    degree = try container.decode(Int.self, forKey: .degree)
    products = try container.decode([Product].self, forKey: .products)
    try check()
  }
}

/// What is wrong with an encoding.
public enum FeatureEncodingError: Error, Sendable, Equatable {
  case duplicateName(String)
  case noLevels(String)
  case badFill(String)
  case badDegree(Int)
  case unknownProduct(String)
  case textInProduct(String)
}

extension FeatureEncodingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .duplicateName(let name): "two features would be named '\(name)'"
    case .noLevels(let name): "the levels of column '\(name)' do not fit its kind"
    case .badFill(let name): "what stands in for missing values of '\(name)' does not fit its kind"
    case .badDegree(let degree): "the degree \(degree) is not between 1 and 10"
    case .unknownProduct(let text):
      "'\(text)' does not name two features with a colon between them"
    case .textInProduct(let name):
      "column '\(name)' holds texts, and only columns of numbers can be multiplied"
    }
  }
}
