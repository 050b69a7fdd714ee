import { z } from 'zod'
import { abilities, roles } from '../access/index.ts'
import type { Operation } from './operation.ts'

const id = z.uuid()
const at = z.iso.datetime()
const role = z.enum(roles)
const team = z.object({ id, name: z.string(), member_ids: z.array(id) })
const invitation = z.object({ id, email: z.string(), link: z.string(), mailed: z.boolean() })
const named = z.object({ name: z.string().min(1).max(100) })
const organisation = z.object({ name: z.string(), language: z.string(), time_zone: z.string(), public_url: z.string() })
const scopes = z.array(z.enum(abilities))

const people: readonly Operation[] = [
  {
    method: 'get',
    path: '/team',
    about: 'Who works here, and who is invited',
    scope: 'team',
    answer: z.object({
      people: z.array(
        z.object({
          ...{ id, name: z.string(), email: z.string(), role },
          ...{ closed: z.boolean(), second_step: z.boolean(), joined_at: at },
        }),
      ),
      invitations: z.array(z.object({ id, email: z.string(), role, expires_at: at })),
    }),
  },
  {
    method: 'post',
    path: '/team/invitations',
    about: 'Invites somebody. The link is shown once',
    scope: 'team',
    body: z.object({ email: z.email(), role, team_id: id.optional() }),
    answer: invitation,
    status: 201,
  },
  {
    method: 'post',
    path: '/team/invitations/:id/link',
    about: 'Gives an open invitation another link; the earlier one leads nowhere from then on',
    scope: 'team',
    answer: invitation,
    status: 201,
  },
  {
    method: 'delete',
    path: '/team/invitations/:id',
    about: 'Takes an invitation back',
    scope: 'team',
    answer: z.object({ id, revoked: z.literal(true) }),
  },
  {
    method: 'put',
    path: '/team/:id/role',
    about: 'Gives somebody a role',
    scope: 'team',
    body: z.object({ role }),
    answer: z.object({ id, role }),
  },
  {
    method: 'put',
    path: '/team/:id/deactivation',
    about: 'Closes an account; what it did stays',
    scope: 'team',
    answer: z.object({ id, closed: z.literal(true) }),
  },
  {
    method: 'delete',
    path: '/team/:id/deactivation',
    about: 'Opens it again',
    scope: 'team',
    answer: z.object({ id, closed: z.literal(false) }),
  },
]

const teams: readonly Operation[] = [
  { method: 'get', path: '/teams', about: 'The teams', scope: 'team', answer: z.object({ teams: z.array(team) }) },
  { method: 'post', path: '/teams', about: 'Makes a team', scope: 'team', body: named, answer: team, status: 201 },
  {
    method: 'patch',
    path: '/teams/:id',
    about: 'Gives it another name',
    scope: 'team',
    body: named,
    answer: z.object({ id, name: z.string() }),
  },
  {
    method: 'put',
    path: '/teams/:id/members',
    about: 'Says who belongs to it',
    scope: 'team',
    body: z.object({ user_id: z.array(id) }),
    answer: z.object({ id, member_ids: z.array(id) }),
  },
  {
    method: 'delete',
    path: '/teams/:id',
    about: 'Removes it; its members stay',
    scope: 'team',
    answer: z.object({ id, removed: z.literal(true) }),
  },
]

/** The team, its tokens, what was done, and what the organisation is called. */
export const house: readonly Operation[] = [
  ...people,
  ...teams,
  {
    method: 'get',
    path: '/tokens',
    about: 'Tokens: one’s own, for an owner everybody’s',
    scope: 'tokens',
    answer: z.object({
      tokens: z.array(
        z.object({
          ...{ id, name: z.string(), scopes, of: z.object({ id, name: z.string() }) },
          ...{ created_at: at, last_used_at: at.nullable(), revoked_at: at.nullable() },
        }),
      ),
    }),
  },
  {
    method: 'post',
    path: '/tokens',
    about: 'Makes a token, which is shown once',
    scope: 'tokens',
    body: named.extend({ scopes }),
    answer: z.object({ id, name: z.string(), token: z.string() }),
    status: 201,
  },
  {
    method: 'delete',
    path: '/tokens/:id',
    about: 'Revokes a token',
    scope: 'tokens',
    answer: z.object({ id, revoked: z.literal(true) }),
  },
  {
    method: 'get',
    path: '/audit',
    about: 'Who did what, the newest first',
    scope: 'audit',
    query: z.object({ by: id.optional(), kind: z.string().optional(), after: z.coerce.number().int().optional() }),
    answer: z.object({
      events: z.array(
        z.object({
          ...{ seq: z.number().int(), at, kind: z.string(), by: z.object({ id, name: z.string() }).nullable() },
          ...{ conversation_id: id.nullable(), channel_id: id.nullable(), data: z.record(z.string(), z.unknown()) },
        }),
      ),
      after: z.number().int().nullable(),
    }),
  },
  {
    method: 'get',
    path: '/settings/organisation',
    about: 'What the organisation is called, and where it is reached',
    scope: 'settings',
    answer: organisation,
  },
  {
    method: 'put',
    path: '/settings/organisation',
    about: 'Changes that; what is left out stays',
    scope: 'settings',
    body: organisation.partial(),
    answer: organisation,
  },
]
