import type { Child } from 'hono/jsx'

export interface Column {
  label: string
  /** Figures, aligned by their units. */
  numeric?: boolean
  /** The label is only for screen readers (a column of buttons). */
  quiet?: boolean
}

export interface TableProps {
  caption: string
  columns: readonly Column[]
  rows: readonly (readonly Child[])[]
  /** The caption stands in sight. */
  showCaption?: boolean
  id?: string
}

/** Rows and columns; on a narrow screen it scrolls in its own frame, by touch and by keyboard. */
export const Table = ({ caption, columns, rows, showCaption, id }: TableProps) => (
  <section class="table" tabindex={0} aria-label={caption} {...(id ? { id } : {})}>
    <table>
      <caption class={showCaption ? 'table__caption' : 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.numeric ? 'table__number' : ''}>
              {column.quiet ? <span class="visually-hidden">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell, at) => (
              <td class={columns[at]?.numeric ? 'table__number' : ''}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
