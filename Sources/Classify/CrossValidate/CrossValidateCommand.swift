import ArgumentParser
import CommandSupport

struct CrossValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "cross-validate")
  func run() throws {}
}
