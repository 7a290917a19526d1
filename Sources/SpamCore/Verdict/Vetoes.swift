internal import Numbering

/// What forbids the automatic band.
enum Vetoes {
  static func of(
    _ text: borrowing NormalizedText, _ facts: MessageFacts, sender: String?, knownSender: Bool
  ) -> [Veto] {
    var vetoes: [Veto] = []
    if text.tokens.isEmpty {
      vetoes.append(.emptyText)
    } else if hasFewWords(text) {
      vetoes.append(.tooShort)
    }
    if knownSender { vetoes.append(.knownSender) }
    if let sender {
      switch Sender.form(of: sender) {
      case .alphanumeric: vetoes.append(.alphanumericSender)
      case .shortCode: vetoes.append(.shortCodeSender)
      case .mobile, .landline, .foreign, .unknown: break
      }
    }
    let context = facts.context
    let payloads = facts.payloads
    // Frauds ask first and then give the link.
    if context.contains(.warning) || text.statistics.hasQuotation || text.statistics.asksAboutLink {
      vetoes.append(.quotedScam)
    }
    // No institution writes "keep the PIN of your prize secret" beside a mobile number.
    let isPrizeCall = facts.signals.contains(.prize) && payloads.contains(.mobile) && !payloads.contains(.officialLink)
    if context.contains(.securityNotice) || (context.contains(.discretion) && !isPrizeCall) {
      vetoes.append(.securityNotice)
    }
    if isOneTimePassword(text, facts) { vetoes.append(.oneTimePassword) }
    if payloads.isDisjoint(with: Payload.actionable) {
      if payloads.contains(.officialLink) { vetoes.append(.officialLinkOnly) }
      if payloads.contains(.ussd) { vetoes.append(.ussdOnly) }
    }
    // Committees and treasurers are in prize frauds too; there it is the institution that tells them from a neighbour's.
    let isPurpose =
      context.contains(.namedPurpose)
      && (payloads.contains(.account)
        || (payloads.isDisjoint(with: [.link, .package]) && !facts.signals.isSuperset(of: [.prize, .institution])))
    // Nobody needs an Android package for a meeting.
    let isSurvey = context.contains(.survey) && !payloads.contains(.package)
    let isDevelopment = context.contains(.development) && payloads.contains(.package)
    if isDevelopment || isSurvey || isPurpose {
      vetoes.append(.namedPurpose)
    }
    // A bank's or a shop's "service" asks questions too, and says "tadi".
    let isOfficial =
      facts.signals.contains(.accountLock) && !payloads.contains(.account)
      && !facts.signals.isDisjoint(with: [.bank, .institution])
    let isPersonal =
      payloads.isDisjoint(with: [.link, .package]) && facts.signals.isDisjoint(with: [.prize, .threat]) && !isOfficial
    // A fraud with a number asks first and then gives it.
    let asks = payloads.contains(.account) ? text.statistics.questions > 0 : text.statistics.asksAboutNumber
    let isAmongFriends =
      context.contains(.chat)
      && (facts.stratum == .package
        || (payloads.contains(.link) && facts.stratum != .phishing && payloads.isDisjoint(with: [.package, .account])))
    if isAmongFriends || (isPersonal && (context.contains(.acquainted) || asks)) { vetoes.append(.acquainted) }
    if context.contains(.inPerson), payloads.isDisjoint(with: [.link, .package]) { vetoes.append(.inPerson) }
    if context.contains(.named) { vetoes.append(.addressedByName) }
    if isGreyTrade(facts) { vetoes.append(.greyTrade) }
    return vetoes
  }

  /// Gambling, a loan offer, smuggled telephones and the like.
  private static func isGreyTrade(_ facts: MessageFacts) -> Bool {
    // Who lends money or takes bets gives no account number before anything is agreed; who wants a fee first does.
    let wantsMoney = facts.payloads.contains(.account)
    // The police and the ministry accuse people of gambling.
    let isAccusation = facts.signals.contains(.brand) && !facts.payloads.contains(.link)
    let isGambling = facts.context.contains(.gambling) && !wantsMoney && !isAccusation
    let isLoanOffer =
      facts.context.contains(.loanOffer) && !wantsMoney && !facts.hosts.contains(.lookAlike)
      && facts.signals.isDisjoint(with: [.prize, .debt, .threat, .aid])
    return isGambling || isLoanOffer || facts.context.contains(.contraband)
  }

  /// Fewer than four different words, those in the name of a link or a file included.
  private static func hasFewWords(_ text: borrowing NormalizedText) -> Bool {
    var seen: [UInt64] = []
    for token in text.tokens where isWord(text, token) && !seen.contains(token.hash) {
      seen.append(token.hash)
      if seen.count == 4 { return false }
    }
    return true
  }

  /// A word, or a part of a link that its owner chose: not `.com`, nor what marks a cheap domain.
  private static func isWord(_ text: borrowing NormalizedText, _ token: Token) -> Bool {
    token.kind == .word || (token.kind == .linkPart && text.octets[Int(token.start)].isASCIILetter)
  }

  /// A code is there and nobody asks for it.
  private static func isOneTimePassword(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> Bool {
    text.count(.code) + text.count(.number) + text.count(.longNumber) > 0
      && facts.context.contains(.oneTimePassword) && !facts.context.contains(.asksForSecret)
      && facts.payloads.isDisjoint(with: [.mobile, .account, .package])
      && facts.hosts.isDisjoint(with: [.lookAlike, .free])
  }
}
