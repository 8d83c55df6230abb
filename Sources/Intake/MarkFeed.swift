internal import Dispatch
internal import Foundation
internal import Synchronization
internal import Tabular

/// Marks that a thread asks for while it copies a file, made a page at a time by those who must wait for a database: neither
/// holds more than a page.
final class MarkFeed: Sendable {
    private let wishes: AsyncStream<Void>
    private let wish: AsyncStream<Void>.Continuation
    private let page = Mutex<Result<[RowMark], any Error>>(.success([]))
    private let arrived = DispatchSemaphore(value: 0)

    private init() { (wishes, wish) = AsyncStream.makeStream() }

    /// Runs `copy` on a thread of its own; what it asks for comes from `next`, whose pages end with an empty one.
    static func copy(
        _ copy: @escaping @Sendable (() throws -> RowMark?) throws -> Void, _ next: () async throws -> [RowMark]
    ) async throws {
        let feed = MarkFeed()
        let copying = Task {
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                let thread = Thread {
                    done.resume(with: Result { try feed.run(copy) })
                    feed.wish.finish()
                }
                thread.stackSize = 8 << 20
                thread.start()
            }
        }
        for await _ in feed.wishes {
            do {
                feed.hand(.success(try await next()))
            } catch {
                feed.hand(.failure(error))
            }
        }
        // who was cancelled hears no more wishes, and must not leave the thread waiting
        feed.hand(.failure(CancellationError()))
        try await copying.value
    }

    private func hand(_ result: Result<[RowMark], any Error>) {
        page.withLock { $0 = result }
        arrived.signal()
    }

    private func run(_ copy: (() throws -> RowMark?) throws -> Void) throws {
        var marks: ArraySlice<RowMark> = []
        var isAtEnd = false
        try copy {
            if marks.isEmpty, !isAtEnd {
                wish.yield()
                arrived.wait()
                marks = try page.withLock { try $0.get() }[...]
                isAtEnd = marks.isEmpty
            }
            return marks.popFirst()
        }
    }
}
