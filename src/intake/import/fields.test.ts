import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessMapping } from './fields.ts'

test('columns of Spanish and English exports are known by their names', () => {
  assert.deepEqual(guessMapping(['ID', 'Fecha', 'Autor', 'Teléfono', 'Mensaje', 'En respuesta a', 'Nota']), {
    id: 'ID',
    said_at: 'Fecha',
    author_name: 'Autor',
    author_id: 'Teléfono',
    text: 'Mensaje',
    parent_id: 'En respuesta a',
  })
  assert.deepEqual(
    guessMapping(['created_at', 'user.screen_name', 'inReplyToId', 'full_text', 'user_id', 'permalink']),
    {
      said_at: 'created_at',
      text: 'full_text',
      parent_id: 'inReplyToId',
      author_id: 'user_id',
      url: 'permalink',
    },
  )
})

test('our own names are known by themselves, also inside an object', () => {
  const columns = ['id', 'author.id', 'author.name', 'text', 'said_at', 'thread_id']
  assert.deepEqual(guessMapping(columns), {
    id: 'id',
    author_id: 'author.id',
    author_name: 'author.name',
    text: 'text',
    said_at: 'said_at',
    thread_id: 'thread_id',
  })
})

test('a column is one field at most, and the likelier name wins', () => {
  const mapping = guessMapping(['user', 'name', 'message', 'body'])
  assert.deepEqual(mapping, { author_name: 'name', text: 'message' })
  assert.deepEqual(guessMapping(['', '  ', '42']), {})
})
