import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { root } from './pinned-node.mjs'

const made = []
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))

/** A checkout with our bin/ and a program of its own. */
async function checkout(program, { packages = true } = {}) {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'tertulia-checkout-')))
  made.push(folder)
  await cp(path.join(root, 'bin'), path.join(folder, 'bin'), { recursive: true })
  await cp(path.join(root, 'package.json'), path.join(folder, 'package.json'))
  if (packages) await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  await mkdir(path.join(folder, 'src'))
  await writeFile(path.join(folder, 'src/main.ts'), program)
  return folder
}

/** A Node that believes to be an old one, with or without the call that replaces a process. */
const older = (more = '') => [
  '--import',
  `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'});${more}`,
]

function start(folder, args = [], { node = [], env = {}, prefix = [] } = {}) {
  const [program, ...rest] = [...prefix, process.execPath, ...node, path.join(folder, 'bin/tertulia.mjs'), ...args]
  return new Promise((resolve) => {
    const options = { cwd: tmpdir(), env: { ...process.env, LC_ALL: 'C', ...env } }
    execFile(program, rest, options, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }))
  })
}

test('compiles once, again when the sources change, and passes the arguments on', async () => {
  const folder = await checkout('const said: string = process.argv.slice(2).join(); console.log(said)')
  assert.deepEqual(await start(folder, ['a', 'b']), { code: 0, stdout: 'a,b\n', stderr: '' })
  const first = await readFile(path.join(folder, '.build/main.js'), 'utf8')
  await writeFile(path.join(folder, 'src/main.test.ts'), 'not a program')
  await start(folder)
  assert.equal(await readFile(path.join(folder, '.build/main.js'), 'utf8'), first)
  await writeFile(path.join(folder, 'src/main.ts'), `console.log('changed')`)
  assert.equal((await start(folder)).stdout, 'changed\n')
})

test('several first starts at once all run', async () => {
  const folder = await checkout(`console.log('here')`)
  const all = await Promise.all(Array.from({ length: 4 }, () => start(folder)))
  assert.deepEqual(
    all.map(({ stdout }) => stdout),
    Array(4).fill('here\n'),
  )
  assert.deepEqual((await readdir(path.join(folder, '.build'))).sort(), ['cache', 'main.js', 'main.js.map'])
})

test('what cannot be compiled is said, and the exit code too', async () => {
  const folder = await checkout('const = 1')
  const { code, stderr } = await start(folder)
  assert.equal(code, 1)
  assert.match(stderr, /Tertulia could not compile itself .*: nothing was changed; undo what you changed in src/)
  assert.match((await start(folder, [], { env: { LC_ALL: 'es_ES.UTF-8' } })).stderr, /no se ha podido compilar/)
})

test('a package that is not installed yet is named', async () => {
  const folder = await checkout(`import 'not-installed-yet'`)
  const { code, stderr } = await start(folder)
  assert.equal(code, 1)
  assert.match(stderr, /^Tertulia needs the package not-installed-yet, which is not installed: run “npm ci”/)
})

test('an error names the line of the source', async () => {
  const folder = await checkout(`\n\nthrow new Error('surprise')`)
  const { code, stderr } = await start(folder)
  assert.equal(code, 1)
  assert.ok(stderr.includes(`${path.join(folder, 'src/main.ts')}:3`), stderr)
})

test('a checkout that cannot be written to is compiled aside', async () => {
  const folder = await checkout(`console.log(import.meta.dirname)`)
  await chmod(folder, 0o555)
  // In a namespace without rights permissions hold for root too.
  const prefix = process.getuid() === 0 ? ['unshare', '--user', '--map-user=65534', '--'] : []
  const { stdout, stderr } = await start(folder, [], { prefix })
  await chmod(folder, 0o755)
  assert.match(stdout, /tertulia-build-\w+\/\.build\n$/)
  assert.match(stderr, /cannot be written to, so Tertulia compiles itself into/)
  await assert.rejects(readdir(stdout.trim()), { code: 'ENOENT' })
})

test('an older Node hands over to the pinned one, whichever way it can', async () => {
  const folder = await checkout(`console.log(process.version); process.exit(7)`)
  for (const node of [older(), older('process.execve=undefined')]) {
    const { code, stdout, stderr } = await start(folder, [], { node })
    assert.deepEqual({ code, stderr }, { code: 7, stderr: '' })
    assert.match(stdout, /^v24\./)
  }
})

test('a signal to the older Node reaches the program', async () => {
  const folder = await checkout(`
    process.on('SIGTERM', () => { console.log('drained'); process.exit(3) })
    setInterval(() => {}, 1000)
    console.log('ready')`)
  const args = [...older('process.execve=undefined'), path.join(folder, 'bin/tertulia.mjs')]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
    if (said === 'ready\n') child.kill('SIGTERM')
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  assert.deepEqual({ code, said }, { code: 3, said: 'ready\ndrained\n' })
})

test('an older Node without the pinned one says what to do', async () => {
  const folder = await checkout('', { packages: false })
  const english = await start(folder, [], { node: older() })
  assert.equal(english.code, 1)
  assert.match(english.stderr, /^Tertulia needs Node 24 .*“npm ci” without --omit=optional, or install Node 24\.\n$/)
  const spanish = await start(folder, [], { node: older(), env: { LC_ALL: '', LC_MESSAGES: '', LANG: 'es_MX.UTF-8' } })
  assert.match(spanish.stderr, /^Tertulia necesita Node 24 .*o instala Node 24\.\n$/)
})
