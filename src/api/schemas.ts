/** The shapes that the API answers with. A test holds real answers against them, so that the documents stay true. */
export * from './schemas/channel.ts'
export * from './schemas/common.ts'
export * from './schemas/conversation.ts'
export * from './schemas/message.ts'
export * from './schemas/reading.ts'
