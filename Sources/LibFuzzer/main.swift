import CLibFuzzer
import FuzzTargets
import Glibc

// Built only by `make fuzz` (see Package.swift). FUZZ_TARGET names the target; the arguments are libFuzzer's.

private let target = FuzzTarget(rawValue: getenv("FUZZ_TARGET").map { String(cString: $0) } ?? "")
guard target != nil else {
  print("FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
  exit(64)
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
  LLVMFuzzerRunDriver(&count, &arguments) { start, length in
    let octets = Array(UnsafeBufferPointer(start: start, count: length))
    if let violation = target?.violation(octets) { fatalError(violation) }
    return 0
  })
