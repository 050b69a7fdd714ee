import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvCell } from './csv-cell.ts'

test('what a cell says is kept, and nothing of it is run', () => {
  assert.equal(csvCell('Hola, "tú"\nmismo'), '"Hola, ""tú""\nmismo"')
  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])
    assert.equal(csvCell(formula), `"'${formula}"`)
})
