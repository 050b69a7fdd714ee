import { dictionary } from '../lib/words.ts'

/** What is spam, and what is none. */
export const spamWords = dictionary({
  en: {
    'conversations.view-spam': 'Spam',
    'conversations.tab-spam': 'Spam',
    'conversations.none-spam': 'No spam',
    'conversations.none-spam-help':
      'What one of us marks as spam is kept here, apart from everything else, and rings nobody. It comes back when you say it is none, or somebody new speaks in it.',
    'conversations.is-spam': 'Spam',
    'conversations.spam': 'Mark as spam',
    'conversations.not-spam': 'Not spam',
    'conversations.told-spam': 'Marked as spam, and it stays so.',
    'conversations.told-not-spam': 'Not spam: everything is as before.',
    'conversations.did-marked-spam': '{name} marked it as spam',
    'conversations.did-cleared-spam': '{name} said that it is no spam',
    'conversations.cleared-spam-by-message': 'No longer spam: somebody new spoke',
    'conversations.held-spam': 'Held: somebody marked the conversation as spam.',
    'event.conversation.marked-spam': '{by} marked a conversation as spam',
    'event.conversation.cleared-spam': '{by} said that a conversation is no spam',
  },
  es: {
    'conversations.view-spam': 'Spam',
    'conversations.tab-spam': 'Spam',
    'conversations.none-spam': 'No hay spam',
    'conversations.none-spam-help':
      'Lo que alguien del equipo marca como spam se guarda aquí, aparte de todo lo demás, y no avisa a nadie. Vuelve cuando dices que no lo es, o cuando habla alguien nuevo.',
    'conversations.is-spam': 'Spam',
    'conversations.spam': 'Marcar como spam',
    'conversations.not-spam': 'No es spam',
    'conversations.told-spam': 'Es spam, y así se queda.',
    'conversations.told-not-spam': 'No es spam: todo queda como estaba.',
    'conversations.did-marked-spam': '{name} la marcó como spam',
    'conversations.did-cleared-spam': '{name} dijo que no es spam',
    'conversations.cleared-spam-by-message': 'Ya no es spam: habló alguien nuevo',
    'conversations.held-spam': 'Retenida: alguien marcó la conversación como spam.',
    'event.conversation.marked-spam': '{by} marcó una conversación como spam',
    'event.conversation.cleared-spam': '{by} dijo que una conversación no es spam',
  },
})
