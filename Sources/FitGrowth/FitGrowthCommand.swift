import ArgumentParser

@main
struct FitGrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fit-growth")
}
