import Foundation
import Glibc
public import Reporting
import Store

/// Takes what a person does at the command line to the daemon that runs on a database, over its control socket: it acts
/// at once, and membership of the socket's group is enough. Where no daemon can be reached, the same is done on the
/// database itself.
public struct Courier: Sendable {
  private let database: String
  /// How long the daemon may take, in seconds; longer than its own bounds.
  private let patience: Int

  /// For the database at a path.
  public init(database: String) { self.init(database: database, patience: ControlClient.patience) }

  init(database: String, patience: Int) {
    self.database = database
    self.patience = patience
  }

  /// Why a deed was not done.
  public struct Refusal: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    public let description: String
  }

  /// Does it; gives what the control API answers, with texts and numbers where it is done here.
  ///
  /// - Parameter person: the account, for the audit trail.
  public func carry(_ deed: Deed, by person: String, at now: WallTime) throws(Refusal) -> String {
    if let answer = try overSocket(deed, by: person) { return answer }
    do throws(StoreError) {
      let store = try Store.open(path: database, access: .command)
      defer { try? store.close() }
      return try deed.perform(on: store, by: person, privacy: .everything, at: now)
    } catch {
      throw Refusal(description: "\(error)")
    }
  }

  /// Nil when it was not done, as no daemon of this database could be reached.
  private func overSocket(_ deed: Deed, by person: String) throws(Refusal) -> String? {
    guard let socket = Store.daemonSocket(ofDatabase: database), let path = Self.resolved(database) else { return nil }
    let (route, argument, body) = deed.request
    let answer: (status: Int, body: Data)
    do throws(ControlClient.Failure) {
      answer = try ControlClient(socket: socket, patience: patience).post(
        route.target(argument), body: body, for: person, database: path)
    } catch {
      switch error {
      case .notRunning, .noPermission: return nil
      case .silent where deed.isRepeatable: return nil
      case .silent:
        throw Refusal(description: "\(error); what was asked for may still be done: look before trying again")
      case .unreadable: throw Refusal(description: "\(error)")
      }
    }
    let text = String(decoding: answer.body, as: UTF8.self)
    if (200...299).contains(answer.status) { return text.last == "\n" ? String(text.dropLast()) : text }
    guard let problem = try? JSONDecoder().decode(Answered.self, from: answer.body) else {
      throw Refusal(description: "the daemon at \(socket) answered with status \(answer.status)")
    }
    // Said before anything was done.
    if [Problem.otherDatabase.code, Problem.tooManyConnections.code].contains(problem.code) { return nil }
    throw Refusal(description: problem.title)
  }

  private struct Answered: Decodable {
    var code: String
    var title: String
  }

  /// The path without links, by which command and daemon know that they mean the same database.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
