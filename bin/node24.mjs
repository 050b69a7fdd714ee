import { become } from './pinned-node.mjs'

// Runs Node 24 with the arguments given, whatever Node started this.
become(process.argv.slice(2))
