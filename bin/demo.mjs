import { compiled } from './compile.mjs'
import { root } from './pinned-node.mjs'

// The sample company, compiled as Tertulia is; the programs of its threads are made with it: node bin/demo.mjs [--new]
process.env.ESBUILD_WORKER_THREADS = '0'
compiled(root)
process.argv.splice(2, 0, 'demo/run.ts')
await import('./run-compiled.mjs')
