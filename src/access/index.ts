export { type Access, type AccessOptions, createAccess, type Mailer } from './access.ts'
export { clientAddress, requestOrigin } from './client-address.ts'
export { createToken } from './create-token.ts'
export {
  type Again,
  type Again,
  blank,
  blank,
  chosen,
  type Given,
  type Given,
  orAgain,
  orAgain,
  parseGiven,
  parseGiven,
  readGiven,
  readGiven,
  textOf,
} from './form.ts'
export { type HousePage, houseNav } from './house.ts'
export { accessJobs, accessRecurring } from './jobs.ts'
export { listUsers, type Member } from './list-users.ts'
export { makeOwner, resetUser, type WayIn } from './make-owner.ts'
export { methodOverride } from './method-override.ts'
export { findOrganisation, type Organisation } from './organisation.ts'
export { originCheck } from './origin-check.ts'
export { type Ability, abilities, abilitiesOf, can, type Role, roles, viewerOf } from './policy.ts'
export { type AccessRoutesOptions, accessRoutes, doorRoutes } from './routes.tsx'
export { ensureSetupLink } from './set-up-link.ts'
export { readSignInSecret, resealSignInSecret } from './sign-in-secret.ts'
export type * from './tables.ts'
export { listTeams, type Team } from './teams.ts'
export { HousePage as HouseFrame, type HouseProps } from './views/house-page.tsx'
export { Asked, Asked, Wrong, Wrong } from './views/parts.tsx'
export { wayBack } from './way-back.ts'
export { whoIsThere } from './who-is-there.ts'
export { words as accessWords } from './words.ts'
