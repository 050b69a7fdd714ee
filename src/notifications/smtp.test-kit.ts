import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** A small SMTP server (RFC 5321) that keeps what it is given, or refuses as it is told. */
export interface SmtpServer extends AsyncDisposable {
  port: number
  letters: { from: string; to: string; text: string }[]
  /** What was said in AUTH PLAIN: `\0user\0password`. */
  signedIn: string[]
  /** `answer`: takes the letter and is gone before it says so. */
  refuse: 'nothing' | 'sign-in' | 'sender' | 'everything' | 'answer'
}

export async function startSmtp(): Promise<SmtpServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}))
    talk(socket, state)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const state: SmtpServer = {
    port: typeof address === 'object' && address ? address.port : 0,
    letters: [],
    signedIn: [],
    refuse: 'nothing',
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return state
}

function talk(socket: Socket, state: SmtpServer): void {
  const say = (line: string) => socket.write(`${line}\r\n`)
  const letter = { from: '', to: '', text: '' }
  let waiting = ''
  let inLetter = false
  say(state.refuse === 'everything' ? '554 go away' : '220 test ready')
  socket.on('data', (chunk) => {
    waiting += chunk.toString('utf8')
    for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + 2)
      if (inLetter) takeLine(line)
      else answer(line)
    }
  })

  function takeLine(line: string): void {
    if (line !== '.') {
      letter.text += `${line}\n`
      return
    }
    inLetter = false
    state.letters.push({ ...letter })
    letter.text = ''
    if (state.refuse === 'answer') socket.destroy()
    else say('250 kept')
  }

  function answer(line: string): void {
    const [verb = ''] = line.toUpperCase().split(' ')
    if (verb === 'EHLO') say('250-test')
    if (verb === 'AUTH') {
      signIn(line)
      return
    }
    if (verb === 'MAIL') letter.from = line
    if (verb === 'RCPT') letter.to = line
    inLetter = verb === 'DATA'
    say(replyTo(verb))
  }

  function replyTo(verb: string): string {
    if (verb === 'MAIL' && state.refuse === 'sender') return '550 not this sender'
    if (verb === 'EHLO') return '250 AUTH PLAIN'
    return { DATA: '354 go on', QUIT: '221 bye', STARTTLS: '502 no encryption here' }[verb] ?? '250 ok'
  }

  function signIn(line: string): void {
    state.signedIn.push(Buffer.from(line.split(' ')[2] ?? '', 'base64').toString('utf8'))
    say(state.refuse === 'sign-in' ? '535 wrong password' : '235 welcome')
  }
}
