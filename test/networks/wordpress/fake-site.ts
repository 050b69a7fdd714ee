/** What a WordPress site keeps, as far as the connector can see it. */
export interface FakeSite {
  url: string
  users: User[]
  posts: Map<number, FakePost>
  comments: Map<number, FakeComment>
  nextId: number
  /** The site's own clock. */
  now: () => Date
  /** Whether comments of people without rights wait for approval. */
  holdsComments: boolean
}

export interface User {
  id: number
  name: string
  role: string
  password: string
  capabilities: Record<string, boolean>
}

export interface FakePost {
  id: number
  author: number
  title: string
  content: string
  status: string
  comments: string
  date: Date
  modified: Date
}

export interface FakeComment {
  id: number
  post: number
  parent: number
  author: number
  name: string
  email: string
  agent: string
  content: string
  status: string
  date: Date
}

const rights: Record<string, string[]> = {
  administrator: ['moderate_comments', 'edit_posts', 'edit_others_posts', 'list_users'],
  editor: ['moderate_comments', 'edit_posts', 'edit_others_posts'],
  author: ['edit_posts'],
  subscriber: [],
}

export function freshSite(): FakeSite {
  const people = { rosa: 'administrator', marta: 'editor', pedro: 'author', lucas: 'subscriber', ana: 'subscriber' }
  const users = Object.entries(people).map(([name, role], at) => ({
    ...{ id: at + 1, name, role, password: `abcd ${name} efgh` },
    capabilities: Object.fromEntries((rights[role] ?? []).map((right) => [right, true])),
  }))
  return {
    ...{ url: 'http://unset.invalid', users, posts: new Map(), comments: new Map(), nextId: 1 },
    ...{ now: () => new Date(), holdsComments: false },
  }
}

export const can = (user: User | undefined, right: string): boolean => user?.capabilities[right] === true

export interface Refusal {
  status: number
  code: string
  message: string
}
export const refuse = (status: number, code: string, message: string): Refusal => ({ status, code, message })

/** UTC without saying so, to the second. */
export const gmt = (date: Date): string => date.toISOString().slice(0, 19)

/** A page of rows, newest id first, and how many there are in all. */
export function paged<T extends { id: number }>(rows: T[], query: URLSearchParams): { rows: T[]; total: number } {
  const include = query.get('include')?.split(',').map(Number)
  const wanted = rows.filter(({ id }) => !include || include.includes(id)).sort((a, b) => b.id - a.id)
  const offset = Number(query.get('offset') ?? 0)
  return { rows: wanted.slice(offset, offset + Number(query.get('per_page') ?? 10)), total: wanted.length }
}

export const isAfter = (query: URLSearchParams, name: string, date: Date): boolean =>
  !query.has(name) || date > new Date(query.get(name) ?? '')
