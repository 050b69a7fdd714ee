import { fileURLToPath } from 'node:url'
import { letNothingOut } from './nothing-out.ts'

// What every thread of the sample runs before its own program, as it stands here: Node leaves its types out.
letNothingOut(fileURLToPath(import.meta.url))
