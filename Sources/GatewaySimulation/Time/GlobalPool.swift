import Glibc

/// Jobs that would run on the threads of the concurrency runtime, because they belong to no actor or are on their way
/// back to one, run on the virtual computer that their thread drives.
///
/// The runtime has a hook for that (`swift_task_enqueueGlobal_hook`). Threads that drive no virtual computer are not
/// affected.
enum GlobalPool {
  private typealias Original = @convention(thin) (UnownedJob) -> Void
  private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Whether the hook is there; made so on the first use.
  static let isHooked: Bool = {
    _ = key
    guard let hook = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else { return false }
    hook.assumingMemoryBound(to: Hook?.self).pointee = { job, original in
      guard let pool = pthread_getspecific(key) else { return original(job) }
      Unmanaged<VirtualTaskExecutor>.fromOpaque(pool).takeUnretainedValue().add(job)
    }
    return true
  }()

  /// Runs something of a virtual computer whose pool is this.
  static func with(_ pool: VirtualTaskExecutor?, _ body: () -> Void) {
    let before = pthread_getspecific(key)
    pthread_setspecific(key, pool.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) })
    body()
    pthread_setspecific(key, before)
  }
}
