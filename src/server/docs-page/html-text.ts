const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Text as HTML shows it, inside an element or an attribute. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** The same, with what stands between backquotes as code. */
export function htmlProse(text: string): string {
  return htmlText(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}
