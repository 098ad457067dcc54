import Foundation
import TestSupport
import Testing

/// Columns as features, targets as classes, missing values, weights.
struct EncodingTests {
  @Test("Texts become indicators of all levels but the first; weighted rows are as many rows")
  func levels() throws {
    // Newton's method with gradients of 80 bits, beside R 4.2.2 `glm` and statsmodels 0.15.0, on
    // indicators against male; the intercept here is the one there and the coefficient of female.
    let found = try summary([
      "data/classification/titanic_r_grouped.csv", "--target", "survived", "--sample-weight",
      "freq",
    ])
    let wanted = [
      "(Intercept)": -0.3762229235307778 + 2.4200603460702976,
      "class=2nd": -1.0180949516849989, "class=3rd": -1.7777622180636576,
      "class=Crew": -0.8576761553651168, "sex=Male": -2.4200603460702976,
      "age=Child": 1.061542376486916,
    ]
    #expect(Set(found.coefficients().keys) == Set(wanted.keys))
    for (name, value) in wanted {
      #expect(logRelativeError(found.coefficients()[name]!, value, cap: 15) >= 12, "\(name)")
    }
    #expect(found.number("observations") == 2201)
    #expect(found["classes"] as? [String] == ["No", "Yes"])
  }

  @Test("Numbers as categories, products, powers and chosen columns")
  func terms() throws {
    let found = try summary([
      "data/classification/birthwt.csv", "--target", "low", "--features", "age,race,smoke",
      "--categorical", "race", "--interactions", "age:smoke", "--polynomial", "2",
    ])
    #expect(
      found.list("coefficients").map { $0.text("name") } == [
        "(Intercept)", "age", "race=2", "race=3", "smoke", "age^2", "smoke^2", "age:smoke",
      ])
    // smoke is 0 or 1: its square is itself.
    #expect(found.list("redundantColumns").map { $0.text("column") } == ["smoke^2"])
  }

  @Test("Booleans are one column; other spellings of them are known to predict")
  func booleans() throws {
    let folder = try TemporaryFolder()
    let rows = ["true,1", "false,0", "true,1", "false,1", "true,0", "false,0"]
    let data = try folder.file("data.csv", "flag,y\n" + rows.joined(separator: "\n") + "\n")
    let model = folder.path("m.json")
    let trained = try classify.run(["train", data, "--target", "y", "-o", model])
    #expect(trained.status == 0, "\(trained.errors)")
    let new = try folder.file("new.csv", "flag\nTRUE\nfalse\n")
    let lines = try classify.run(["predict", model, new]).output.split(separator: "\n")
    // Two of three each way.
    let probability = lines.dropFirst().map { Double($0.split(separator: ",")[2])! }
    #expect(abs(probability[0] - 2.0 / 3) < 1e-12)
    #expect(abs(probability[1] - 1.0 / 3) < 1e-12)
  }

  @Test("Labels 0.5 and 1.5 are two classes named so, and 1.0 is the class 1")
  func fractionalLabels() throws {
    let folder = try TemporaryFolder()
    let x = ["1,0.5", "2,1.5", "3,0.5", "4,1.5", "5,1.50"]
    let data = try folder.file("data.csv", "x,y\n" + x.joined(separator: "\n") + "\n")
    let found = try summary([data, "--target", "y"])
    #expect(found["classes"] as? [String] == ["0.5", "1.5"])
    #expect(found.text("positive") == "1.5")
    let other = try summary([data, "--target", "y", "--positive", "0.5"])
    #expect(other.text("positive") == "0.5")
    #expect(
      abs(other.coefficients()["x"]! + found.coefficients()["x"]!) < 1e-12)
  }

  static let gaps = "x,g,y\n1,a,0\n2,b,1\n,a,0\n4,b,0\n5,,1\n6,a,1\n7,b,1\n3,b,0\n2,a,1\n"

  @Test("Missing values: an error with its place, left out, or filled in and stored")
  func missing() throws {
    let folder = try TemporaryFolder()
    let data = try folder.file("data.csv", Self.gaps)
    let refused = try classify.run(["train", data, "--target", "y"])
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains("data.csv:4:1: values are missing (1 of 'x', 1 of 'g' in 9 rows)"),
      "\(refused.errors)")
    let dropped = try classify.run([
      "train", data, "--target", "y", "--missing", "drop", "--format", "json",
    ])
    #expect(dropped.errors.contains("2 of 9 rows were left out"))
    #expect(try document(dropped.output).number("observations") == 7)

    let model = folder.path("m.json")
    let imputed = try classify.run([
      "train", data, "--target", "y", "--missing", "impute", "-o", model, "--format", "json",
    ])
    #expect(imputed.status == 0, "\(imputed.errors)")
    #expect(try document(imputed.output).number("observations") == 9)
    // The mean of x is 30/8; a and b are equally frequent, and a comes first.
    let new = try folder.file("new.csv", "g,x\n,\na,3.75\n")
    let lines = try classify.run(["predict", model, new]).output.split(separator: "\n")
    #expect(lines[1] == lines[2])
  }

  @Test("A model trained with --missing drop predicts nothing for rows with gaps, in their place")
  func droppedPredictions() throws {
    let folder = try TemporaryFolder()
    let data = try folder.file("data.csv", Self.gaps)
    let model = folder.path("m.json")
    _ = try classify.run(["train", data, "--target", "y", "--missing", "drop", "-o", model])
    let outcome = try classify.run(["predict", model, data])
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines[3] == ",,")
    #expect(lines[5] == ",,")
    #expect(outcome.errors.contains("2 rows have no prediction"))
  }

  @Test("Class weights are weights of rows")
  func classWeights() throws {
    let arguments = ["data/classification/pima_tr.csv", "--target", "type"]
    let balanced = try summary(arguments + ["--class-weight", "balanced"])
    // 132 and 68 of 200: 200/(2·132) and 200/(2·68).
    let given = try summary(
      arguments + ["--class-weight", "0=\(200.0 / 264),1=\(200.0 / 136)"])
    for (name, value) in balanced.coefficients() {
      #expect(logRelativeError(given.coefficients()[name]!, value, cap: 15) > 11, "\(name)")
    }
    let plain = try summary(arguments)
    #expect(plain.coefficients()["(Intercept)"] != balanced.coefficients()["(Intercept)"])
  }

  @Test("--C is λ = 1/(C·n)")
  func penalty() throws {
    // 22 digits by multiple precision: ridge of C = 1 on 32 rows, the intercept free.
    let found = try summary([
      "data/classification/spector.csv", "--target", "grade", "--C", "1",
    ])
    #expect((found["penalty"] as? [String: Any])?.number("lambda") == 1.0 / 32)
    let value = found.coefficients()["gpa"] ?? .nan
    #expect(logRelativeError(value, 1.210087428883722997056, cap: 15) >= 12)
    #expect(found.text("standardErrors") == "ridge")
  }

  @Test("After an absolute-value penalty there are no standard errors, and it says why")
  func lasso() throws {
    let arguments = [
      "data/classification/spector.csv", "--target", "grade", "--lambda", "0.05", "--l1-ratio", "1",
    ]
    let found = try summary(arguments)
    #expect(found.coefficients("standardError").isEmpty)
    #expect(found.list("problems").first?.text("refusal")?.contains("absolute-value") == true)
    let table = try classify.run(["train"] + arguments)
    #expect(table.output.contains("no standard errors: an absolute-value penalty"))
  }
}
