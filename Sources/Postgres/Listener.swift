internal import Foundation
internal import Glibc
internal import Logging
internal import Synchronization

/// A message from the server to those who listen.
public struct Notification: Hashable, Sendable {
    /// Why there is a notification.
    public enum Cause: Hashable, Sendable {
        /// Somebody called NOTIFY.
        case sent
        /// LISTEN has just taken effect, at the start or after a lost connection: what was sent before may have been
        /// missed, so look at the table.
        case listening
    }

    /// The channel it came on.
    public let channel: String
    /// What the sender said; empty when nothing.
    public let payload: String
    /// Why there is a notification.
    public let cause: Cause
}

/// One LISTEN on a thread and a connection of its own.
final class Listener: Sendable {
    private let channel: String
    private let settings: ConnectionSettings
    private let logger: Logger
    private let yield: @Sendable (Notification) -> Void
    /// A pipe that becomes readable when the thread shall stop.
    private let wake: (read: Int32, write: Int32)
    private let stopped = Atomic<Bool>(false)

    init(
        _ channel: String, settings: ConnectionSettings, logger: Logger,
        yield: @escaping @Sendable (Notification) -> Void
    ) {
        self.channel = channel
        self.settings = settings
        self.logger = logger
        self.yield = yield
        var ends: [Int32] = [-1, -1]
        let status = pipe(&ends)
        precondition(status == 0, "no pipe for a listener")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wake = (ends[0], ends[1])
    }

    deinit {
        _ = Glibc.close(wake.read)
        _ = Glibc.close(wake.write)
    }

    var isStopped: Bool { stopped.load(ordering: .relaxed) }

    func stop() {
        stopped.store(true, ordering: .relaxed)
        _ = write(wake.write, "!", 1)
    }

    func start(atEnd: @escaping @Sendable () -> Void) {
        let thread = Thread {
            self.run()
            atEnd()
        }
        thread.name = "listener"
        thread.start()
    }

    private func run() {
        var failures = 0
        while !isStopped {
            do {
                try listen { failures = 0 }
            } catch {
                failures += 1
                logger.warning("listening was interrupted", metadata: ["error": "\(error)"])
                _ = waitsForStop(milliseconds: Int32(min(5000, 50 << min(failures, 7))))
            }
        }
    }

    /// Listens until it is stopped or the connection is lost.
    private func listen(onSuccess: () -> Void) throws(PostgresError) {
        let handle = try Handle(connecting: try settings.parameters())
        _ = try handle.execute("LISTEN \(try handle.quoted(identifier: channel))")
        onSuccess()
        yield(Notification(channel: channel, payload: "", cause: .listening))
        while true {
            guard let arrived = handle.takeNotifications() else { throw PostgresError(.connectionLost) }
            for notification in arrived {
                yield(Notification(channel: notification.channel, payload: notification.payload, cause: .sent))
            }
            if waitsForStop(milliseconds: -1, orReadable: handle.socket) { return }
        }
    }

    /// Waits for the first of: stop (true), something to read, the time.
    private func waitsForStop(milliseconds: Int32, orReadable socket: Int32 = -1) -> Bool {
        var descriptors = [
            pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&descriptors, 2, milliseconds)
        return isStopped
    }
}
