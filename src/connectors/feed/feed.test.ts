import { connectorContract } from '../contract.test-kit.ts'
import { feed } from './index.ts'
import { openSite, type Post, rss } from './test-site.ts'

/** A blog whose author writes, corrects and goes on. */
connectorContract(feed, async () => {
  const site = await openSite({ '/page': '<html><title>No feed here</title></html>', '/broken': '<rss><<<' })
  const posts: Post[] = []
  const publish = () => {
    const body = rss([...posts].reverse())
    site.pages['/here/posts.xml'] = {
      body,
      headers: { etag: `"${posts.length}-${body.length}-${posts.at(-1)?.text}"` },
    }
  }
  publish()
  return {
    settings: { url: `${site.url}/here/posts.xml`, includeComments: false },
    wrongSettings: [
      { why: 'a page without a feed', settings: { url: `${site.url}/page` } },
      { why: 'a private address', settings: { url: 'http://10.0.0.1/feed' } },
      { why: 'no address', settings: { url: 'not an address' } },
      { why: 'nothing there', settings: { url: `${site.url}/nothing` }, kinds: ['gone', 'invalid'] },
    ],
    async say(text) {
      const guid = `urn:uuid:${crypto.randomUUID()}`
      posts.push({ guid, title: 'A post', text, date: new Date(), author: 'Lucas' })
      publish()
      return guid
    },
    async edit(externalId, text) {
      const post = posts.find(({ guid }) => guid === externalId)
      if (post) post.text = text
      publish()
    },
    close: () => site.close(),
  }
})
