import Classification
import CommandSupport
import Foundation

/// Model files on disk.
enum ModelFile {
  /// Reads and checks a model; `-` is standard input.
  static func read(_ path: String) throws(CommandFailure) -> ClassifierModel {
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    guard path == "-" || exists else {
      throw CommandFailure(.noInput, "\(path): there is no such file; check the path")
    }
    if isDirectory.boolValue {
      throw CommandFailure(.noInput, "\(path): this is a directory, expected a model file")
    }
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else { throw CommandFailure(.noInput, "\(path): the file cannot be read") }
    do {
      return try SealedJSON.open(
        ClassifierModel.self, Array(data), schema: ClassifierModel.schema)
    } catch {
      throw CommandFailure(
        .badData,
        """
        \(path): \(error); expected a model of schema \(ClassifierModel.schema) that classify \
        train -o has written
        """)
    }
  }

  /// Refuses to use a model that is no estimate.
  static func check(
    _ model: ClassifierModel, _ path: String, force: Bool
  ) throws(CommandFailure) {
    guard !force, let words = StatusText(model.classifier).failure else { return }
    throw CommandFailure(
      .badData,
      "\(path) is no trained model: \(words). Its coefficients are where training stopped; to use "
        + "them all the same, say --force")
  }
}

extension TrainedClassifier {
  /// Refuses a threshold where there is nothing to compare with it.
  func checkThreshold() throws(CommandFailure) {
    guard form == .softmax || form == .oneVsRest else { return }
    throw CommandFailure(
      .wrongUsage,
      """
      --threshold is for two classes or for labels; of \(classNames.count) classes the one with the \
      largest probability is chosen
      """)
  }
}
