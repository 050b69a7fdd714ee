import { dictionary } from '../lib/words.ts'

/** Who follows a conversation, and how it is passed on. */
export const followingWords = dictionary({
  en: {
    'conversations.follow': 'Follow',
    'conversations.unfollow': 'Stop following',
    'conversations.followed-by': 'Followed by {names}',
    'conversations.followed-by-more': 'Followed by {names} and {count, number} more',
    'conversations.told-followed': 'You follow it: what happens in it reaches your bell.',
    'conversations.told-unfollowed': 'You no longer follow it.',
    'conversations.colleagues': 'Colleagues',
    'conversations.note-hint': 'Only the team sees it. @ and a name tells a colleague.',
    'conversations.named-unclear': 'Several of us are called {written}. Say who: {whole}. Your note was not kept yet.',
    'conversations.note-known': 'Another note already has this id.',
    'conversations.note-other':
      'This page had already sent a note, so this one was not kept. Your text is still here: send it again.',
    'conversations.hand-to': 'Give it to',
    'conversations.hand-note': 'With a note',
    'conversations.hand-over': 'Give it with the note',
    'conversations.with-a-note': 'with a note',
  },
  es: {
    'conversations.follow': 'Seguir',
    'conversations.unfollow': 'Dejar de seguir',
    'conversations.followed-by': 'Seguida por {names}',
    'conversations.followed-by-more': 'Seguida por {names} y {count, number} más',
    'conversations.told-followed': 'La sigues: lo que pase en ella llega a tu campana.',
    'conversations.told-unfollowed': 'Ya no la sigues.',
    'conversations.colleagues': 'Compañeros',
    'conversations.note-hint': 'Solo la ve el equipo. Con @ y un nombre avisas a alguien.',
    'conversations.named-unclear':
      'Hay varias personas que se llaman {written}. Di quién: {whole}. Tu nota aún no se ha guardado.',
    'conversations.note-known': 'Otra nota ya tiene este identificador.',
    'conversations.note-other':
      'Desde esta página ya se envió una nota, así que esta no se ha guardado. Tu texto sigue aquí: envíalo otra vez.',
    'conversations.hand-to': 'Dársela a',
    'conversations.hand-note': 'Con una nota',
    'conversations.hand-over': 'Dársela con la nota',
    'conversations.with-a-note': 'con una nota',
  },
})
