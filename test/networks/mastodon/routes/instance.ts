import { Hono } from 'hono'
import { type Env, type Instance, since } from '../door.ts'

/** https://docs.joinmastodon.org/methods/instance/ */
export function instanceRoutes(instance: Instance): Hono<Env> {
  const { world, options } = instance
  const app = new Hono<Env>()
  const statuses = { max_characters: options.maxCharacters, max_media_attachments: 4, characters_reserved_per_url: 23 }
  const media_attachments = {
    supported_mime_types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'audio/mpeg'],
    image_size_limit: 16_777_216,
    video_size_limit: 103_809_024,
  }
  const polls = { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 }
  const streaming = world.url.replace(/^http/, 'ws')

  app.get('/api/v1/instance', (c) =>
    c.json({
      uri: world.domain,
      title: 'The café of the tests',
      short_description: '',
      description: '',
      email: 'admin@example.org',
      version: options.version,
      urls: { streaming_api: streaming },
      stats: { user_count: world.people.size, status_count: world.posts.size, domain_count: 1 },
      languages: ['en'],
      registrations: false,
      // Asked for since 3.4; older ones left their clients to guess 500.
      ...(since(instance, '3.4') && { configuration: { statuses, media_attachments, polls } }),
    }),
  )
  if (since(instance, '4.0'))
    app.get('/api/v2/instance', (c) =>
      c.json({
        domain: world.domain,
        title: 'The café of the tests',
        version: options.version,
        source_url: 'https://github.com/mastodon/mastodon',
        description: '',
        usage: { users: { active_month: world.people.size } },
        languages: ['en'],
        configuration: { urls: { streaming }, statuses, media_attachments, polls, translation: { enabled: false } },
        registrations: { enabled: false, approval_required: false, message: null },
        contact: { email: 'admin@example.org', account: null },
        rules: [],
      }),
    )
  return app
}
