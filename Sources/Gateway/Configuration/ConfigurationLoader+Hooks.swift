extension ConfigurationLoader {
  private typealias Program = ConfigurationKeys.Hook
  private typealias Web = ConfigurationKeys.Web

  /// Most hooks and webhooks together: each may have a process at the same time.
  static let maximumHooks = 16

  /// Programs, then webhooks.
  mutating func hooks() -> [Configuration.Hook] {
    let programs = (0..<count(of: Program.list)).map { index in
      Configuration.Hook(
        name: value(Program.name, index, or: ""), events: patterns(Program.events, index),
        includeText: value(Program.includeText, index, or: false),
        timeoutSeconds: value(Program.timeout, index, or: 1), retryHours: value(Program.retry, index, or: 0),
        transport: .program(command(index)))
    }
    let webhooks = (0..<count(of: Web.list)).map { index in
      Configuration.Hook(
        name: value(Web.name, index, or: ""), events: patterns(Web.events, index),
        includeText: value(Web.includeText, index, or: false), timeoutSeconds: value(Web.timeout, index, or: 1),
        retryHours: value(Web.retry, index, or: 0),
        transport: .web(
          Webhook.Target(
            url: value(Web.url, index, or: ""), secretFile: optional(Web.secretFile, index),
            certificatesFile: optional(Web.certificates, index))))
    }
    check(programs + webhooks, programs: programs.count)
    return programs + webhooks
  }

  private mutating func patterns(_ key: ConfigurationKey<[String]>, _ index: Int) -> [EventPattern] {
    let texts = value(key, index, or: [])
    if texts.isEmpty { missing(key, index) }
    return texts.compactMap { EventPattern($0) }
  }

  private mutating func command(_ index: Int) -> [String] {
    let command = value(Program.command, index, or: [])
    if command.isEmpty {
      missing(Program.command, index)
    } else if let program = command.first, !ConfigurationKeys.isAbsolutePath(program) {
      hookProblem(
        ConfigurationPaths.concrete(Program.command.path, index),
        "must begin with the absolute path of a program, not \"\(program)\"")
    }
    return command
  }

  /// Lists fall back to nothing, which makes no hook.
  private mutating func missing(_ key: ConfigurationKey<[String]>, _ index: Int) {
    let path = ConfigurationPaths.concrete(key.path, index)
    if let text = document.values[path], !text.items.isEmpty { return }
    hookProblem(path, "is missing: \(key.expectation)")
  }

  private mutating func check(_ hooks: [Configuration.Hook], programs: Int) {
    for (index, hook) in hooks.enumerated()
    where !hook.name.isEmpty && hooks[..<index].contains(where: { $0.name == hook.name }) {
      let path = index < programs ? "hooks.\(index).name" : "webhooks.\(index - programs).name"
      hookProblem(path, "\"\(hook.name)\" names another hook already")
    }
    if hooks.count > Self.maximumHooks {
      hookProblem("hooks", "there are \(hooks.count) hooks and webhooks; at most \(Self.maximumHooks) are possible")
    }
  }

  private mutating func hookProblem(_ path: String, _ message: String) {
    if let text = document.values[path] { return problem(text.origin, key: path, message) }
    problems.append(ConfigurationProblem(place: document.name, key: path, message: message))
  }
}
