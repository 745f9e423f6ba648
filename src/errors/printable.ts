/** What is not seen, or makes a terminal show something else: control and format characters, and lines that no editor knows. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/u
/** The same, but for what joins an emoji of several. */
const eachUnseen =
  /(?<!(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)(?=\u200d\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** A text with everything escaped that is not seen: part of it may come from a client or a provider, and it ends up in logs. */
export function printable(text: string): string {
  return unseen.test(text) ? text.replaceAll(eachUnseen, escaped) : text
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16)
  return code > 0xff_ff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`
}
