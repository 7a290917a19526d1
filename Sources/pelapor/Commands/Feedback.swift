import ArgumentParser
import Foundation
import Gateway
import Reporting
import SpamCore
import Store

struct Teach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback",
    abstract: "Teaches the spam core what a message is.",
    discussion: """
      Only a person's word teaches; what the program reported by itself never does. A lesson changes little, and one \
      that would bring any harmless message into the automatic band is refused. The daemon uses it from its next \
      message on.
      """,
    subcommands: [Give.self, Show.self, Export.self, Reset.self], defaultSubcommand: Give.self)

  struct Give: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "give", abstract: "Says what a message is: pelapor feedback ID ham|promo|grey|fraud.")

    @OptionGroup var store: StoreOptions

    @Argument(help: "Number of the message.")
    var id: Int64

    @Argument(help: "What it is: ham, promo, grey or fraud.")
    var label: String

    func validate() throws {
      guard SpamCore.Label(rawValue: label) != nil else {
        throw ValidationError("a message is ham, promo, grey or fraud, not \(visible(label))")
      }
    }

    func run() throws {
      guard let label = SpamCore.Label(rawValue: label) else { return }
      try store.withStore(.command) { store in
        let model = try SpamCoreModel.classifier().model
        guard let text = try store.message(id).text else {
          throw Console.fail("message \(id) has no text (any more) to learn from")
        }
        var feedback = try Self.feedback(in: store, model: model)
        do {
          let effect = try feedback.learn(
            text, as: label, model: model, harmless: try store.textsTaughtAsHarmless(limit: 512))
          try store.recordLesson(
            messageID: id, label: label.rawValue, octets: feedback.exported, by: Account.name, at: SystemClock.now())
          Console.print(
            "learnt: message \(id) is \(label.rawValue); probability \(percent(effect.before[label])) before, "
              + "\(percent(effect.after[label])) now")
        } catch let error as FeedbackError {
          throw Console.fail(error.description)
        }
      }
    }

    private func percent(_ share: Double) -> String {
      let permille = Int((share * 1_000).rounded())
      return "\(permille / 10).\(permille % 10) %"
    }

    static func feedback(in store: Store, model: SpamModel) throws -> Feedback {
      guard let learning = try store.learning() else { return Feedback(modelVersion: model.version) }
      do { return try Feedback(exported: learning.octets) } catch { throw Console.fail(error.description) }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows what was taught.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
      try store.withStore { store in
        let feedback = try Give.feedback(in: store, model: try SpamCoreModel.classifier().model)
        let changes = feedback.inspection
        let largest = changes.flatMap { $0.change.values }.map(abs).max() ?? 0
        guard json else {
          Console.print("\(counted(feedback.decisions.count, "lesson")) for model \(feedback.modelVersion)")
          for label in SpamCore.Label.allCases {
            let count = feedback.decisions.count { $0.label == label }
            if count > 0 { Console.print("  \(label.rawValue): \(count)") }
          }
          Console.print(
            "\(changes.count) of at most \(Feedback.maximumWeights) weights changed, each by at most "
              + "\(Feedback.maximumChange)")
          return
        }
        var object = JSONObjectWriter()
        object.add("model_version", string: feedback.modelVersion)
        object.add("lessons", integer: feedback.decisions.count)
        object.add("labels", strings: feedback.decisions.map(\.label.rawValue))
        object.add("changed_weights", integer: changes.count)
        object.add("largest_change", decimal: largest)
        Console.print(object.finished())
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Writes what was taught to a file, without any text.")

    @OptionGroup var store: StoreOptions

    @Argument(help: "The file.", completion: .file())
    var file: String

    func run() throws {
      try store.withStore { store in
        guard let learning = try store.learning() else { throw Console.fail("nothing was taught yet") }
        try Files.write(Data(learning.octets), to: file)
      }
      Console.say("what was taught is in \(file)")
    }
  }

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Forgets everything that was taught.")

    @OptionGroup var store: StoreOptions

    func run() throws {
      try store.withStore(.command) { store in
        try store.resetLearning(by: Account.name, at: SystemClock.now())
      }
      Console.say("everything that was taught is forgotten")
    }
  }
}
