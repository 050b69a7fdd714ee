import pino, { type Logger } from 'pino'

export type { Logger }

/** Logs carry ids and counts, never names, texts, addresses or secrets. */
export function createLog(level: string, to: 'stdout' | 'stderr' = 'stdout'): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        'token',
        'secret',
        'settings',
        'text',
        'html',
        'email',
        '*.password',
        '*.token',
        '*.secret',
        '*.email',
        'headers.authorization',
        'headers.cookie',
      ],
      censor: '…',
    },
    serializers: { err: withoutDetail },
  }
  // What a command prints is its answer; its log goes beside it.
  return pino(options, pino.destination(to === 'stderr' ? 2 : 1))
}

/** PostgreSQL writes rows into `detail` and parameters into `where`: both may hold people's words. */
function withoutDetail(error: Error): Record<string, unknown> {
  const code = 'code' in error ? error.code : undefined
  const constraint = 'constraint' in error ? error.constraint : undefined
  return { type: error.name, message: firstLine(error.message), code, constraint, stack: frames(error.stack) }
}

const firstLine = (text: string) => text.split('\n', 1)[0]?.slice(0, 300)
const frames = (stack = '') =>
  stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n')
