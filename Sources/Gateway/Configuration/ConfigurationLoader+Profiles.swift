import Reporting

extension ConfigurationLoader {
  private typealias Keys = ConfigurationKeys.Profile

  /// The user's own profiles, then the shipped ones with the user's changes: the first that serves a SIM counts.
  mutating func profiles() -> [ReportProfile] {
    let defaultParts = value(ConfigurationKeys.Report.parts, or: 1)
    var shipped = ReportProfile.shipped.map { profile in
      var profile = profile
      profile.maximumParts = defaultParts
      return profile
    }
    var own: [ReportProfile] = []
    var seen: Set<String> = []
    for index in 0..<count(of: Keys.list) {
      let id = value(Keys.id, index, or: "")
      if id.isEmpty { continue }
      if !seen.insert(id).inserted { complain(Keys.id, index, "\"\(id)\" names another profile already") }
      if let place = shipped.firstIndex(where: { $0.id == id }) {
        shipped[place] = changed(shipped[place], index)
      } else if let profile = newProfile(id, index, defaultParts: defaultParts) {
        own.append(profile)
      }
    }
    let profiles = own + shipped
    checkNetworks(of: profiles)
    return profiles
  }

  /// A shipped profile with what the file says over it.
  private mutating func changed(_ shipped: ReportProfile, _ index: Int) -> ReportProfile {
    var profile = shipped
    if let networks = given(Keys.homeNetworks, index) { profile.homeNetworks = networks }
    if let destination = optional(Keys.destination, index) { setDestination(destination, of: &profile, index) }
    if let flow = flow(index, of: profile.flow) { profile.flow = flow }
    addRest(to: &profile, index)
    // The ledger says by which version a report was written; that of the program no longer tells its form.
    if profile.flow != shipped.flow || profile.destination != shipped.destination { profile.version = 0 }
    checkDestination(profile, index)
    return profile
  }

  private mutating func newProfile(_ id: String, _ index: Int, defaultParts: Int) -> ReportProfile? {
    let name = ReportProfile.shipped.map(\.id).min { distance($0, id) < distance($1, id) }
    let hint = name.flatMap { distance($0, id) <= 3 ? "; did you mean the shipped profile \($0)?" : nil } ?? ""
    let networks = given(Keys.homeNetworks, index) ?? []
    if networks.isEmpty, isUnset(Keys.homeNetworks, index) {
      complain(Keys.homeNetworks, index, "is missing: \(Keys.homeNetworks.expectation)\(hint)")
    }
    if isUnset(Keys.flow, index) { complain(Keys.flow, index, "is missing: \(Keys.flow.expectation)\(hint)") }
    guard let flow = flow(index, of: nil) else { return nil }
    var profile = ReportProfile(
      id: id, version: 0, name: id, homeNetworks: networks, flow: flow, destination: nil, maximumParts: defaultParts)
    if let destination = optional(Keys.destination, index) { setDestination(destination, of: &profile, index) }
    addRest(to: &profile, index)
    checkDestination(profile, index)
    return profile
  }

  private mutating func addRest(to profile: inout ReportProfile, _ index: Int) {
    profile.name = optional(Keys.name, index) ?? profile.name
    profile.isEnabled = optional(Keys.isEnabled, index) ?? profile.isEnabled
    profile.typeOfAddress = optional(Keys.typeOfAddress, index)?.octet ?? profile.typeOfAddress
    profile.maximumParts = optional(Keys.parts, index) ?? profile.maximumParts
    profile.replies.acknowledged = given(Keys.acknowledged, index) ?? profile.replies.acknowledged
    profile.replies.rejected = given(Keys.rejected, index) ?? profile.replies.rejected
    profile.replies.asksForNumber = given(Keys.asksForNumber, index) ?? profile.replies.asksForNumber
    profile.limits.perHour = optional(Keys.perHour, index) ?? profile.limits.perHour
    profile.limits.perDay = optional(Keys.perDay, index) ?? profile.limits.perDay
    profile.limits.maximumAgeHours = optional(Keys.maximumAge, index) ?? profile.limits.maximumAgeHours
    profile.email = optional(Keys.email, index) ?? profile.email
    profile.callCentre = optional(Keys.callCentre, index) ?? profile.callCentre
    profile.verification = optional(Keys.verifiedOn, index).map { .on($0) } ?? profile.verification
  }

  private func setDestination(_ destination: String, of profile: inout ReportProfile, _ index: Int) {
    profile.destination = destination
    profile.typeOfAddress = (destination.hasPrefix("+") ? AddressType.international : .unknown).octet
  }

  /// The flow that the file asks for, or `present` with its template or answer changed; nil when something is wrong.
  private mutating func flow(_ index: Int, of present: ReportProfile.Flow?) -> ReportProfile.Flow? {
    let template = optional(Keys.template, index)
    let answer = optional(Keys.answer, index)
    guard let name = optional(Keys.flow, index) ?? present.map(FlowName.init) else { return nil }
    let strange = "has no meaning in the flow \(name.rawValue)"
    if name != .template, template != nil { complain(Keys.template, index, strange) }
    if name != .twoStep, answer != nil { complain(Keys.answer, index, strange) }
    switch name {
    case .forward: return .forward
    case .export: return .export
    case .template:
      if let template { return .template(template) }
      if case .template(let form) = present { return .template(form) }
      if isUnset(Keys.template, index) { complain(Keys.template, index, "is missing: \(Keys.template.expectation)") }
      return nil
    case .twoStep:
      if let answer { return .twoStep(answer: answer) }
      if case .twoStep(let form) = present { return .twoStep(answer: form) }
      if isUnset(Keys.answer, index) { complain(Keys.answer, index, "is missing: \(Keys.answer.expectation)") }
      return nil
    }
  }

  private mutating func checkDestination(_ profile: ReportProfile, _ index: Int) {
    switch profile.flow {
    case .template, .forward, .twoStep:
      if profile.destination == nil, isUnset(Keys.destination, index) {
        complain(Keys.destination, index, "is missing: \(Keys.destination.expectation)")
      }
    case .export:
      if optional(Keys.destination, index) != nil {
        complain(Keys.destination, index, "has no meaning in the flow export")
      }
    }
  }

  /// Where two enabled profiles serve the same network, nobody could say where its reports go.
  private mutating func checkNetworks(of profiles: [ReportProfile]) {
    var owners: [String: String] = [:]
    for profile in profiles where profile.isEnabled {
      for network in Set(profile.homeNetworks).sorted() {
        if let other = owners.updateValue(profile.id, forKey: network), other != profile.id {
          problems.append(
            ConfigurationProblem(
              place: document.name, key: Keys.list,
              message: "\(other) and \(profile.id) are both enabled for the network \(network); disable one of them "
                + "(- id: \(profile.id), enabled: false)"))
        }
      }
    }
  }

  /// A list that stands in the file; the empty default of lists would erase what a shipped profile has.
  private func given(_ key: ConfigurationKey<[String]>, _ index: Int) -> [String]? {
    isUnset(key, index) ? nil : optional(key, index)
  }

  private func isUnset(_ key: some AnyConfigurationKey, _ index: Int) -> Bool {
    document.values[ConfigurationPaths.concrete(key.path, index)] == nil
  }

  private func distance(_ left: String, _ right: String) -> Int { ConfigurationPaths.editDistance(left, right) }

  private mutating func complain(_ key: some AnyConfigurationKey, _ index: Int, _ message: String) {
    let path = ConfigurationPaths.concrete(key.path, index)
    if let text = document.values[path] { return problem(text.origin, key: path, message) }
    problems.append(ConfigurationProblem(place: place(ofElement: index), key: path, message: message))
  }

  /// Where the element of the list stands, by the first of its keys.
  private func place(ofElement index: Int) -> String {
    let prefix = "\(Keys.list).\(index)."
    guard let path = document.order.first(where: { $0.hasPrefix(prefix) }),
      case .file(let line) = document.values[path]?.origin
    else { return document.name }
    return "\(document.name):\(line)"
  }
}

extension FlowName {
  fileprivate init(_ flow: ReportProfile.Flow) {
    switch flow {
    case .template: self = .template
    case .forward: self = .forward
    case .twoStep: self = .twoStep
    case .export: self = .export
    }
  }
}
