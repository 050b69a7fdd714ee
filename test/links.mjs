import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

// Every link of our own papers leads somewhere: files that exist, headings that are there.
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const papers = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[`*_]/g, '')
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
const headings = (file) =>
  new Set([...readFileSync(file, 'utf8').matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, text]) => slug(text)))

const dead = []
for (const paper of papers) {
  const file = join(root, paper)
  const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '')
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
    if (/^(https?:|mailto:)/.test(target)) continue
    const [path, anchor] = target.split('#')
    const to = path ? resolve(dirname(file), decodeURIComponent(path)) : file
    if (!existsSync(to)) dead.push(`${paper}: ${target}`)
    else if (anchor && to.endsWith('.md') && !headings(to).has(anchor)) dead.push(`${paper}: ${target}`)
  }
}
for (const line of dead) console.error(`dead link in ${line}`)
console.log(`${papers.length} papers, ${dead.length} dead links`)
process.exitCode = dead.length > 0 ? 1 : 0
