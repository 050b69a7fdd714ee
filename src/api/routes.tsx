import { Hono } from 'hono'
import type { Env } from '../core/web.ts'
import { ApiPage } from './api-page.tsx'
import { openapi } from './openapi.ts'

/** The API about itself: the document for programs, and a page for people. Anybody may read them. */
export function apiRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/api/v1/openapi.json', (c) => c.json(openapi(c.var.publicUrl)))
  routes.get('/api/docs', async (c) => c.html(String(await (<ApiPage t={c.var.t} server={c.var.publicUrl} />))))
  return routes
}
