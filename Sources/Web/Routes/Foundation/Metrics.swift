import HTTPTypes
import Store
import Synchronization

/// Counts requests and how long they took, by method, route and status; nothing in it tells of a person.
final class Metrics: Sendable {
    private struct Kind: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Durations {
        /// Requests that took no longer than the bound of the same place.
        var within = [Int](repeating: 0, count: Metrics.bounds.count)
        var count = 0
        var seconds = 0.0
    }

    private static let bounds: [Double] = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .patch, .put, .delete, .options]

    private let requests = Mutex<[Kind: Durations]>([:])

    /// Counts one request.
    ///
    /// - Parameter route: the pattern, never an address: there are only so many of them.
    func count(_ method: HTTPRequest.Method, _ route: String, _ status: Int, took duration: Duration) {
        // a client may call a method anything
        let name = Self.methods.contains(method) ? method.rawValue : "other"
        let seconds = duration / .seconds(1)
        requests.withLock { requests in
            var durations = requests[Kind(method: name, route: route, status: status)] ?? Durations()
            for (place, bound) in Self.bounds.enumerated() where seconds <= bound { durations.within[place] += 1 }
            durations.count += 1
            durations.seconds += seconds
            requests[Kind(method: name, route: route, status: status)] = durations
        }
    }

    /// Everything counted, in the text format of Prometheus.
    func written(pools: [PoolUse], jobs: JobCounts) -> String {
        var lines = [
            "# HELP tirkeu_request_seconds How long requests took.", "# TYPE tirkeu_request_seconds histogram",
        ]
        let known = requests.withLock { $0 }
        for (kind, durations) in known.sorted(by: {
            ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
        }) {
            let labels = "method=\"\(kind.method)\",route=\"\(kind.route)\",status=\"\(kind.status)\""
            for (bound, count) in zip(Self.bounds, durations.within) {
                lines.append("tirkeu_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(count)")
            }
            lines.append("tirkeu_request_seconds_bucket{\(labels),le=\"+Inf\"} \(durations.count)")
            lines.append("tirkeu_request_seconds_sum{\(labels)} \(durations.seconds)")
            lines.append("tirkeu_request_seconds_count{\(labels)} \(durations.count)")
        }
        lines += ["# HELP tirkeu_connections Connections to the database.", "# TYPE tirkeu_connections gauge"]
        for pool in pools {
            for (state, count) in [("idle", pool.idle), ("leased", pool.leased), ("connecting", pool.connecting)] {
                lines.append("tirkeu_connections{pool=\"\(pool.name)\",state=\"\(state)\"} \(count)")
            }
        }
        lines += [
            "# HELP tirkeu_connections_awaited Callers without a connection.",
            "# TYPE tirkeu_connections_awaited gauge",
        ]
        lines += pools.map { "tirkeu_connections_awaited{pool=\"\($0.name)\"} \($0.waiting)" }
        lines += [
            "# HELP tirkeu_jobs Checks that are not finished.", "# TYPE tirkeu_jobs gauge",
            "tirkeu_jobs{state=\"waiting\"} \(jobs.waiting)", "tirkeu_jobs{state=\"running\"} \(jobs.running)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
