/** How we reach the server and how nobody else does; not for the operator to change. */
const reach = {
  listen_addresses: "''",
  // Relative to the cluster, so that no path is too long for the server; see socket.ts for the client's side.
  unix_socket_directories: "'.'",
  unix_socket_permissions: '0700',
  port: '5432',
}

/** For a small machine that must lose nothing: durable, little memory at rest, many small inserts. */
const production = {
  max_connections: '50',
  superuser_reserved_connections: '3',
  password_encryption: "'scram-sha-256'",

  shared_buffers: "'60MB'",
  huge_pages: 'off',
  work_mem: "'8MB'",
  maintenance_work_mem: "'64MB'",
  autovacuum_work_mem: "'16MB'",
  effective_cache_size: "'1GB'",
  random_page_cost: '1.1',
  jit: 'off',
  max_logical_replication_workers: '0',
  // No I/O worker processes: at this size reads come from the page cache and the processes only cost memory.
  io_method: "'sync'",
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_parallel_maintenance_workers: '1',

  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: "'minimal'",
  max_wal_senders: '0',
  wal_buffers: "'4MB'",
  min_wal_size: "'80MB'",
  max_wal_size: "'2GB'",
  checkpoint_timeout: "'15min'",
  checkpoint_completion_target: '0.9',

  // Of a sample of 300 rows for each of these, ANALYZE holds every row whole: at the usual 100 some 50 MB of messages.
  default_statistics_target: '40',

  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '4',
  autovacuum_naptime: "'30s'",
  autovacuum_vacuum_scale_factor: '0.1',
  autovacuum_vacuum_insert_scale_factor: '0.1',
  autovacuum_analyze_scale_factor: '0.05',

  restart_after_crash: 'on',
  // A killed Tertulia must not leave a long query holding locks.
  client_connection_check_interval: "'2s'",
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  default_text_search_config: "'pg_catalog.simple'",

  // Statements, values and details hold what people wrote: they never reach the log.
  log_min_messages: "'log'",
  log_min_error_statement: "'panic'",
  log_error_verbosity: "'terse'",
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_lock_waits: 'off',
  log_line_prefix: "'%m [%p] '",
}

/** Speed bought with durability: only for data that is thrown away after a test run. */
const throwaway = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '150',
}

export type Durability = 'production' | 'throwaway'

/** The whole `postgresql.conf`. An operator's own wishes go in `local.conf` beside it. */
export function settingsFile(durability: Durability, clusterName: string): string {
  const wishes = { ...production, ...(durability === 'throwaway' ? throwaway : {}) }
  return [
    '# Written by Tertulia at each start. Your own settings go in local.conf, in this folder.',
    ...lines(wishes),
    "include_if_exists = 'local.conf'",
    ...lines({ ...reach, cluster_name: `'${clusterName}'` }),
    '',
  ].join('\n')
}

const lines = (settings: Record<string, string>) =>
  Object.entries(settings).map(([name, value]) => `${name} = ${value}`)

/** One way in: the socket, with the password. */
export const accessFile = '# Written by Tertulia at each start.\nlocal all all scram-sha-256\n'
