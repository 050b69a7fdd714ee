import assert from 'node:assert/strict'
import { test } from 'node:test'
import { abilities, abilitiesOf, mayGive, roles } from './policy.ts'

test('who may do what', () => {
  const may = Object.fromEntries(roles.map((role) => [role, [...abilitiesOf(role)].sort().join(' ')]))
  assert.deepEqual(may, {
    owner: [...abilities].sort().join(' '),
    manager:
      'approve assign audit channels close import listen people read reply saved-replies settings team team-replies tokens',
    agent: 'approve assign close listen people read reply team-replies',
    observer: 'read',
  })
})

test('a token may do what both its scopes and its person may, and read', () => {
  assert.deepEqual([...abilitiesOf('agent', ['close', 'backup'])], ['read', 'close'])
  assert.deepEqual([...abilitiesOf('owner', [])], ['read'])
  assert.deepEqual([...abilitiesOf('observer', abilities)], ['read'])
})

test('only owners make and unmake owners, and nobody without the team’s ability gives roles', () => {
  const as = (role: 'owner' | 'manager' | 'agent') => ({ role, can: abilitiesOf(role) })
  assert.equal(mayGive(as('owner'), 'owner'), true)
  assert.equal(mayGive(as('manager'), 'owner'), false)
  assert.equal(mayGive(as('manager'), 'agent', 'owner'), false)
  assert.equal(mayGive(as('manager'), 'manager', 'agent'), true)
  assert.equal(mayGive(as('agent'), 'observer'), false)
  assert.equal(mayGive({ role: 'owner', can: abilitiesOf('owner', ['tokens']) }, 'agent'), false)
})
