internal import Foundation

/// The settings of the embedded cluster, given on its command line so that each start has those of this version.
enum ClusterSettings {
    /// The arguments of `postgres`.
    static func arguments(socket: String) -> [String] {
        (places(socket) + memory() + privacy).flatMap { ["-c", $0] }
    }

    private static func places(_ socket: String) -> [String] {
        [
            "listen_addresses=", "unix_socket_directories=\(socket)", "unix_socket_permissions=0700",
            "max_connections=50", "timezone=UTC", "log_timezone=UTC",
        ]
    }

    /// An eighth of the memory for pages, as PostgreSQL shares the machine with us.
    private static func memory() -> [String] {
        let total = Int(ProcessInfo.processInfo.physicalMemory >> 20)
        let shared = min(max(total / 8, 64), 1_024)
        return [
            "shared_buffers=\(shared)MB", "effective_cache_size=\(max(total / 2, 128))MB", "work_mem=16MB",
            "maintenance_work_mem=128MB", "max_wal_size=2GB", "jit=off",
        ]
    }

    /// Nothing that is bound to a statement, nor a statement's text, reaches the log.
    private static let privacy = [
        "log_error_verbosity=terse", "log_statement=none", "log_min_error_statement=panic",
        "log_min_duration_statement=-1",
        "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_line_prefix=%m [%p] %a ",
    ]
}
