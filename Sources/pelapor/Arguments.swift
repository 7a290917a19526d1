public import ArgumentParser
public import Export
public import Store

// Values of the lower rooms that are written on the command line as they are stored.

extension EvidenceLanguage: ExpressibleByArgument {}

extension NumberList: ExpressibleByArgument {}
