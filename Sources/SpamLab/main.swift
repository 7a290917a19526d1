import Foundation
import SpamCore

// The workbench of the spam core: everything the model card states comes from here.
do {
  let arguments = try LabArguments(CommandLine.arguments)
  switch arguments.command {
  case .train: try Lab(arguments).train()
  case .validate: try Lab(arguments).validate()
  case .ablate: try Lab(arguments).ablate()
  case .robustness: try Lab(arguments).robustness()
  case .bench: try Lab(arguments).bench()
  case .words: try Lab(arguments).words()
  case .explain: try Lab.explain(arguments.rest)
  }
} catch {
  FileHandle.standardError.write(Data("SpamLab: \(error)\n".utf8))
  exit(1)
}
