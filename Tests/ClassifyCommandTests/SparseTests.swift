import Foundation
import Tables
import TestSupport
import Testing

/// libsvm files.
struct SparseTests {
  @Test("A libsvm file gives the reference's coefficients, and predicts itself")
  func heart() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("m.json")
    let found = try summary(["data/classification/heart_scale.libsvm", "-o", model])
    // Newton's method with gradients of 80 bits, beside R 4.2.2 `glm` and statsmodels 0.15.0.
    let wanted = [
      "(Intercept)": 2.2020621918199357, "1": -0.41945941209106974, "4": 1.3364464522459427,
      "8": -1.3784672795679058, "12": 1.7479069000132108, "13": 0.6827676919766307,
    ]
    for (name, value) in wanted {
      #expect(
        logRelativeError(found.coefficients()[name] ?? .nan, value, cap: 15) >= 11, "\(name)")
    }
    #expect(found["classes"] as? [String] == ["-1", "1"])
    let evaluated = try classify.run([
      "evaluate", model, "data/classification/heart_scale.libsvm", "--format", "json",
    ])
    // −ℓ/n of the same reference.
    let loss = try document(evaluated.output).number("logLoss") ?? .nan
    #expect(logRelativeError(loss, 89.79888115268797 / 270, cap: 15) >= 11)
  }

  @Test("Indices from 0, comments, query ids, blank lines, an unsorted label set")
  func forms() throws {
    let text = """
      # header
      3 qid:7 0:1.5 2:-2e0 # rest

      +1 1:.5
      3
      1e0 0:1
      """
    let parsed = try SparseText.parse(bytes: Array(text.utf8))
    #expect(parsed.rowCount == 4)
    #expect(parsed.firstIndex == 0)
    #expect(parsed.columnCount == 3)
    #expect(parsed.values == [1.5, -2, 0.5, 1])
    #expect(parsed.columns == [0, 2, 1, 0])
    #expect(parsed.offsets == [0, 2, 3, 3, 4])
    #expect(parsed.labels == ["3", "+1", "1e0"])
  }

  @Test("Without an index 0, columns count from 1; columns past the limit are counted, not kept")
  func firstIndex() throws {
    let bytes = Array("1 1:2 3:4\n0 2:1 9:9\n".utf8)
    let parsed = try SparseText.parse(bytes: bytes)
    #expect(parsed.firstIndex == 1)
    #expect(parsed.columns == [0, 2, 1, 8])
    let limited = try SparseText.parse(bytes: bytes, firstIndex: 1, columnLimit: 3)
    #expect(limited.columns == [0, 2, 1])
    #expect(limited.omittedCount == 1)
    #expect(limited.columnCount == 3)
  }

  @Test(
    "What is wrong is said with line and column",
    arguments: [
      ("1 1:2\n0 x:1\n", ":2:3: found \"x:1\", expected a pair index:value"),
      ("1 1:2\n0 2:1 2:3\n", ":2:7: found \"2:3\", expected an index larger"),
      ("1 1:2\n0 2:one\n", ":2:5: found \"one\", expected a finite number"),
      ("1 1:2\n0 2:1e999\n", ":2:5: found \"1e999\", expected a finite number"),
      ("1 1:2\n1:3 2:1\n", ":2:1: found \"1:3\", expected the label"),
      ("1 1:2\n0 99999999999:1\n", ":2:3: found \"99999999999:1\", expected"),
      ("1 1:2\n0 1:2:3\n", ":2:5: found \"2:3\", expected a finite number"),
    ])
  func errors(_ text: String, _ says: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try classify.run(["train", try folder.file("bad.svm", text)])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("bad.svm\(says)"), "\(outcome.errors)")
  }

  @Test("A model of a table does not take a libsvm file, nor the other way round")
  func mixed() throws {
    let folder = try TemporaryFolder()
    let (dense, sparse) = (folder.path("d.json"), folder.path("s.json"))
    _ = try classify.run([
      "train", "data/classification/spector.csv", "--target", "grade", "-o", dense,
    ])
    _ = try classify.run(["train", "data/classification/heart_scale.libsvm", "-o", sparse])
    let first = try classify.run(["predict", dense, "data/classification/heart_scale.libsvm"])
    #expect(first.status == 64)
    #expect(first.errors.contains("the model was trained on a table"))
    let second = try classify.run(["predict", sparse, "data/classification/spector.csv"])
    #expect(second.status == 64)
    #expect(second.errors.contains("the model was trained on a libsvm file"))
  }
}
