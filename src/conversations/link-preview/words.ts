import { dictionary } from '../../lib/words.ts'

/** What a link in an answer leads to. */
export const linkWords = dictionary({
  en: {
    'conversations.link-made': '{network} looks the link up itself and shows about this.',
    'conversations.link-sent': 'So {network} shows the link under your text.',
    'conversations.link-remove': 'Send the link without it',
    'conversations.link-bare': 'The link goes without what it leads to.',
    'conversations.link-again': 'Show it',
    'conversations.link-preview': 'What your link leads to',
    'conversations.told-link-bare': 'The link goes without what it leads to.',
    'conversations.told-link-shown': 'The link goes with what it leads to.',
    'conversations.link-none': 'Name a web address.',
  },
  es: {
    'conversations.link-made': '{network} mira el enlace por su cuenta y enseña más o menos esto.',
    'conversations.link-sent': 'Así enseña {network} el enlace bajo tu texto.',
    'conversations.link-remove': 'Enviar el enlace sin esto',
    'conversations.link-bare': 'El enlace va sin lo que hay detrás.',
    'conversations.link-again': 'Enseñarlo',
    'conversations.link-preview': 'Lo que hay detrás de tu enlace',
    'conversations.told-link-bare': 'El enlace va sin lo que hay detrás.',
    'conversations.told-link-shown': 'El enlace va con lo que hay detrás.',
    'conversations.link-none': 'Di una dirección web.',
  },
})
