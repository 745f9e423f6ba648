// An upstream that costs next to nothing: it counts the bytes of a ranking call and answers with rows made beforehand.
import { createServer } from 'node:net'
import { rankingAnswer } from '../bodies/ranking-answer.ts'
import { MessageReader } from '../http/message-reader.ts'
import { writeMessage } from '../http/write-message.ts'
import { announce } from './announce.ts'

/**
 * By the length of the body. Every caller sends the same bytes again and again, so only the first body of a length is
 * read to find out how many passages it has.
 */
const answers = new Map<number, Buffer>()

const server = createServer({ noDelay: true }, (socket) => {
  const reader = new MessageReader({
    keepsBody: (bodyBytes) => !answers.has(bodyBytes),
    finished: ({ bodyBytes, body }) => {
      const answer = answers.get(bodyBytes) ?? answerTo(body)
      answers.set(bodyBytes, answer)
      socket.write(answer)
    }
  })
  socket.on('data', (bytes) => {
    try {
      reader.push(bytes)
    } catch (error) {
      socket.end(refusal(error))
    }
  })
  socket.on('error', () => socket.destroy())
})
announce(server)

function answerTo(body: Buffer | undefined): Buffer {
  const { passages } = JSON.parse(String(body)) as { passages: unknown[] }
  return writeMessage('HTTP/1.1 200 OK', {}, rankingAnswer(passages.length))
}

function refusal(error: unknown): Buffer {
  const detail = `the upstream cannot read this call: ${error instanceof Error ? error.message : error}`
  return writeMessage('HTTP/1.1 400 Bad Request', {}, Buffer.from(JSON.stringify({ detail })))
}
