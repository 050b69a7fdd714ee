import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A room's tests spend half of their time on loading what all rooms share: eight files share it, each a suite. */
const filesTogether = 8

/** What alters its process, or needs one of its own. */
const alters = /launchBrowser|sharedTestServer|process\.|mock\.|globalThis|Worker\(|--expose-gc|\bsubscribe\(/
/** What connects to a server of its own: an app that another file started in the same process forbids that. */
const connects = /createServer|\bserve\(|\.listen\(|\bfetch\(|house\.test-kit/
const asksRoom = /createWorld|testDatabase/

/**
 * The files to run, in the order given: those whose tests ask a database and leave their process as it was are put
 * together, a few to a file that is written into `folder`. A failing test is told with its own file and line either way.
 */
export function grouped(files, folder) {
  const sharing = files.filter(shares)
  if (sharing.length < 2 * filesTogether) return files
  mkdirSync(folder, { recursive: true })
  const count = Math.ceil(sharing.length / filesTogether)
  // Dealt out like cards: neighbours take equally long, and would make one group the last to end.
  const groups = Array.from({ length: count }, (_, group) => sharing.filter((_, at) => at % count === group))
  const written = groups.map((group, at) => write(group, path.join(folder, `group-${at + 1}.test.mjs`)))
  const firstAlone = files.filter((file) => isBrowsers(file) && !sharing.includes(file))
  const restAlone = files.filter((file) => !isBrowsers(file) && !sharing.includes(file))
  return [...firstAlone, ...written, ...restAlone]
}

/** Those in `test/` open browsers and take longest: begun last, one of them would run on alone while a processor idles. */
const isBrowsers = (file) => file.startsWith(`test${path.sep}`)

function shares(file) {
  const text = readFileSync(file, 'utf8')
  return file.startsWith(`src${path.sep}`) && asksRoom.test(text) && !alters.test(text) && !connects.test(text)
}

function write(files, target) {
  const suites = files.map((file) => {
    const url = JSON.stringify(pathToFileURL(path.resolve(file)).href)
    return `suite(${JSON.stringify(file)}, async () => {\n  await import(${url})\n})\n`
  })
  writeFileSync(target, `import { suite } from 'node:test'\n\n${suites.join('\n')}`)
  return target
}
