/** A whole HTTP/1.1 message with a JSON body, ready to be written again and again. */
export function writeMessage(startLine: string, headers: Readonly<Record<string, string>>, body: Buffer): Buffer {
  const lines = [
    startLine,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'content-type: application/json',
    `content-length: ${body.length}`
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}
