export { type Author, identify } from './identify.ts'
export { findPerson, type Identity, type Person } from './person.ts'
