export { type Author, identify } from './identify.ts'
