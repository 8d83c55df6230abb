internal import Foundation
internal import Glibc
internal import Synchronization

/// What to stop and remove; `atexit` takes a function without a context.
private let leftovers = Mutex<(directory: String, process: pid_t)?>(nil)

/// Removes what a process that was killed has left behind.
func sweepLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
    for name in names where name.hasPrefix(clusterPrefix) {
        guard let owner = pid_t(name.dropFirst(clusterPrefix.count)), kill(owner, 0) != 0, errno == ESRCH else {
            continue
        }
        try? FileManager.default.removeItem(atPath: "/tmp/\(name)")
    }
}

/// The start of a cluster's folder in `/tmp`; its owner's process follows.
let clusterPrefix = "tirkeu-test-"

/// Stops the server and removes its folder when the process ends in the ordinary way; otherwise PDEATHSIG stops it.
func cleanUpAtExit(_ directory: String, _ process: pid_t) {
    leftovers.withLock { $0 = (directory, process) }
    atexit {
        guard let (directory, process) = leftovers.withLock({ $0 }) else { return }
        // At once, without a checkpoint: nothing of it is kept.
        kill(process, SIGQUIT)
        for _ in 0..<200 where kill(process, 0) == 0 { usleep(10_000) }
        try? FileManager.default.removeItem(atPath: directory)
    }
}
