SELECT premises_lock($1::bigint[]) AS heads
