import { madeOf, mergeText } from '../../lib/merge-text.ts'
import { ask, isKept, type NotKept, put, type Theirs } from './draft-at-server.ts'
import { read, understood, write } from './draft-kept-here.ts'

const waitMs = 800
/** What the server did not take is told again after this. */
const againMs = 10_000
/** So many texts without an answer are remembered: the first ones, which may have arrived, and the last. */
const mostTried = 4

export type DraftState = 'saving' | 'saved' | 'kept'

/** What is being written, as the element that shows it tells and is told. */
export interface Written {
  text(): string
  /** What colleagues wrote has come into it. */
  show(text: string): void
  state(state: DraftState, why?: string): void
  /** The reply that a text is going to be sent as. */
  replyId(): string | undefined
  /** That reply was sent already: with this text, or another one. */
  said(text: string): void
}

/**
 * Keeps what is being written: at the server, and in this browser until the server has it. The draft is everybody's: each
 * change is told with what it was made of (`base`), and what others made of that meanwhile comes back with it. One change
 * is told at a time: the next is made of what came back.
 */
export class Draft {
  readonly #url: string
  readonly #written: Written
  #timer: ReturnType<typeof setTimeout> | undefined
  #unsaved: string | undefined
  #isSaving = false
  /** Answers to what was asked before it was sent, or before the page went, are not heard. */
  #round = 0
  /** The draft as the server and this page both had it last. */
  #base = ''
  #version = ''
  #tried: string[] = []

  constructor(url: string, written: Written) {
    this.#url = url
    this.#written = written
  }

  /** As the page came. */
  begin({ text, version }: Theirs): void {
    this.#base = text
    this.#version = version
  }

  /** What this browser has that the server may not, brought together with what the server has. */
  kept(): string | undefined {
    const kept = understood(read(this.#name), this.#base)
    if (!kept) return undefined
    if (kept.text === this.#base) {
      write(this.#name, undefined)
      return undefined
    }
    for (const text of [...kept.tried, kept.text]) this.#try(text)
    return mergeText(madeOf(this.#base, kept.base, this.#tried), kept.text, this.#base).text
  }

  changed(text: string): void {
    this.#unsaved = text
    this.#remember()
    this.#later(waitMs)
  }

  /** A colleague, or another page of one's own, kept it. What is about to be saved meets it there. */
  async heard(version: string): Promise<void> {
    const [round, known] = [this.#round, this.#version]
    if (this.#unsaved !== undefined || version === known) return
    const theirs = await ask(this.#url, { method: 'GET' })
    if (!isKept(theirs) || this.#unsaved !== undefined) return
    // What was saved or heard meanwhile is newer.
    const isOld = theirs.version !== '' && Number(theirs.version) < Number(known)
    if (round === this.#round && this.#version === known && !isOld) this.#meet(theirs, this.#base)
  }

  /** The page goes: what is not saved yet is sent along, without waiting for an answer. */
  flush(): void {
    this.#stop()
    if (this.#unsaved !== undefined) void this.#leave(this.#unsaved)
  }

  /** It is being sent: nothing is told of it until it is known whether it was. */
  pause(): void {
    this.#stop()
  }

  /** It was sent: there is no draft any more. */
  sent(): void {
    this.#stop()
    this.#unsaved = undefined
    this.#tried = []
    write(this.#name, undefined)
    this.begin({ text: '', version: '' })
  }

  get #name() {
    return `draft ${this.#url}`
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#round += 1
    this.#isSaving = false
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), ms)
  }

  #remember(): void {
    if (this.#unsaved !== undefined) write(this.#name, { text: this.#unsaved, base: this.#base, tried: this.#tried })
  }

  #try(text: string): void {
    if (this.#tried.includes(text)) return
    if (this.#tried.length === mostTried) this.#tried.splice(mostTried / 2, 1)
    this.#tried.push(text)
  }

  /** Tells the server a text. While it has not answered, it may have kept that. */
  #put(text: string, leaving: boolean): Promise<Theirs | NotKept | undefined> {
    const kept = { text, base: this.#base, tried: [...this.#tried], reply_id: this.#written.replyId() }
    this.#try(text)
    this.#remember()
    return put(this.#url, kept, leaving)
  }

  async #save(): Promise<void> {
    const text = this.#unsaved
    // Whoever is told now has it told again when the answer is there.
    if (text === undefined || this.#isSaving) return
    const round = this.#round
    this.#isSaving = true
    this.#written.state('saving')
    const theirs = await this.#put(text, false)
    if (round !== this.#round) return
    this.#isSaving = false
    if (isKept(theirs)) this.#saved(theirs, text)
    else this.#notKept(theirs, text)
  }

  #saved(theirs: Theirs, text: string): void {
    this.#tried = []
    this.#forget(text)
    this.#meet(theirs, text)
    this.#remember()
    if (this.#unsaved !== undefined) this.#later(waitMs)
    this.#written.state('saved')
  }

  #notKept(why: NotKept | undefined, text: string): void {
    if (why === undefined) this.#later(againMs)
    if (!why || why.refused !== undefined) {
      this.#written.state('kept', why?.refused)
      return
    }
    this.#written.said(text)
    if (this.#unsaved !== undefined) this.#later(waitMs)
  }

  async #leave(text: string): Promise<void> {
    const round = this.#round
    const theirs = await this.#put(text, true)
    if (!isKept(theirs) || round !== this.#round) return
    this.#forget(text)
    // Come back to, this page goes on from there.
    if (theirs.text === text) this.begin(theirs)
  }

  /** The server has it. Another page of this conversation may have begun to write meanwhile. */
  #forget(text: string): void {
    if (this.#unsaved === text) this.#unsaved = undefined
    if (understood(read(this.#name), '')?.text === text) write(this.#name, undefined)
  }

  /** From what both had before, to what is here now and what is there now. */
  #meet(theirs: Theirs, before: string): void {
    this.begin(theirs)
    // Spaces alone are no draft, and stay where they are typed.
    if (theirs.text === before || (theirs.text === '' && before.trim() === '')) return
    const { text } = mergeText(before, this.#written.text(), theirs.text)
    this.#written.show(text)
    if (text !== theirs.text) this.changed(text)
  }
}
