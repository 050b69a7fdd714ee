// Plain JavaScript that Node 18 can run: it is what finds the Node that runs everything else.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const needed = 24
const spanish = /^es/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')

/** Whether the Node that runs this is new enough. */
export const runsHere = () => Number.parseInt(process.versions.node, 10) >= needed

/** The Node that npm installed with us, or undefined. */
export function pinnedNode() {
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const file = path.join(root, 'node_modules', `${prefix}-${process.platform}-${process.arch}`, 'bin', 'node')
  return existsSync(file) ? file : undefined
}

/** Runs the pinned Node in the place of this process: same terminal, same signals, same exit code. */
export function become(args) {
  const node = runsHere() ? process.execPath : pinnedNode()
  if (!node) stopWith(missing())
  if (typeof process.execve === 'function' && runsHere()) process.execve(node, [node, ...args], process.env)
  const child = spawn(node, args, { stdio: 'inherit' })
  // Ctrl-C reaches the child by itself, from the terminal; these are for a kill sent to this process alone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => stopWith(`${missing()} (${error.message})`))
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 128 + (constants.signals[signal] || 0) : code
    process.exit()
  })
}

export function stopWith(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function missing() {
  return spanish
    ? `Tertulia necesita Node ${needed} y este es ${process.version}: ejecuta «npm ci» sin --omit=optional, o instala Node ${needed}.`
    : `Tertulia needs Node ${needed} and this is ${process.version}: run “npm ci” without --omit=optional, or install Node ${needed}.`
}
