import { z } from 'zod'

export const postCollection = 'app.bsky.feed.post'

const did = 'did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]'

/** https://atproto.com/specs/did */
export const Did = z
  .string()
  .max(2048)
  .regex(new RegExp(`^${did}$`))

/** The address of a record, its account written as a DID: https://atproto.com/specs/at-uri-scheme */
export const AtUri = z
  .string()
  .max(8192)
  .regex(new RegExp(`^at://${did}/[a-zA-Z0-9.-]+/(?!\\.{1,2}$)[a-zA-Z0-9._:~-]{1,512}$`))

export const postUri = (did: string, rkey: string): string => `at://${did}/${postCollection}/${rkey}`

export const didOf = (uri: string): string => uri.split('/')[2] ?? ''
export const rkeyOf = (uri: string): string => uri.split('/')[4] ?? ''

/** Where a person reads it. With the DID the address outlives a change of handle. */
export const postUrl = (uri: string): string => `https://bsky.app/profile/${didOf(uri)}/post/${rkeyOf(uri)}`
export const profileUrl = (did: string): string => `https://bsky.app/profile/${did}`
export const tagUrl = (tag: string): string => `https://bsky.app/hashtag/${encodeURIComponent(tag)}`
