// Plain JavaScript that Node 18 can run: it is what finds the Node that runs everything else.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const needed = 24

/** Whether the Node that runs this is new enough. */
export const runsHere = () => Number.parseInt(process.versions.node, 10) >= needed

/** The Node that npm installed with us, or undefined. */
export function pinnedNode() {
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const file = path.join(root, 'node_modules', `${prefix}-${process.platform}-${process.arch}`, 'bin', 'node')
  return existsSync(file) ? file : undefined
}

// How much memory and how many threads it may take are ours to say again; anything else was meant for the Node that was left.
const kept = process.execArgv.filter((arg) => /^--(max|heap|v8)-/.test(arg))

/** Runs Node 24 in the place of this process: same terminal, same signals, same exit code. */
export function become(args) {
  const node = runsHere() ? process.execPath : pinnedNode()
  if (!node) stopWith(missing())
  if (typeof process.execve === 'function') process.execve(node, [node, ...kept, ...args], process.env)
  const child = spawn(node, [...kept, ...args], { stdio: 'inherit' })
  // Ctrl-C in a terminal reaches the child by itself; a signal sent to this process alone has to be passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', () => stopWith(missing()))
  child.on('exit', (code, signal) => process.exit(code === null ? 128 + constants.signals[signal] : code))
}

/** Says a sentence in the language of the terminal. */
export function say(english, spanish) {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  process.stderr.write(`${/^es/i.test(locale) ? spanish : english}\n`)
}

export function stopWith([english, spanish]) {
  say(english, spanish)
  process.exit(1)
}

const missing = () => [
  `Tertulia needs Node ${needed} and this is ${process.version}: run “npm ci” without --omit=optional, or install Node ${needed}.`,
  `Tertulia necesita Node ${needed} y este es ${process.version}: ejecuta «npm ci» sin --omit=optional, o instala Node ${needed}.`,
]
