/** Writes a few characters at `start` and returns the offset behind them: cheaper than a call out of JavaScript. */
export function writeAscii(text: string, target: Buffer, start: number): number {
  for (let at = 0; at < text.length; at++) target[start + at] = text.charCodeAt(at)
  return start + text.length
}
