import type { ErrorCode } from 'yaml'

const tag = 'a value that begins with ! is a tag, and none is supported: put it in quotes'

/** For all that the parser quotes: what stands where a secret should may be one. */
const words: Partial<Readonly<Record<ErrorCode, string>>> = {
  BAD_COLLECTION_TYPE: tag,
  BAD_DIRECTIVE: 'a line that begins with % is a directive, and not a known one',
  BAD_DQ_ESCAPE: 'unknown escape sequence: put the value in single quotes, or write each \\ twice',
  TAG_RESOLVE_FAILED: tag
}
/** Whose sentences in the parser are the same for every text, but for a sign. */
const constant: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_INDENT',
  'BAD_PROP_ORDER',
  'BAD_SCALAR_START',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'KEY_OVER_1024_CHARS',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAB_AS_INDENT'
])
const unexpected =
  'unexpected text: put a value that begins with a sign of YAML, such as | > { [ or a quote sign, in quotes'

/** What the parser complains of, in words that hold nothing of the file. */
export function yamlFault({ code, message }: { readonly code: ErrorCode; readonly message: string }): string {
  if (!constant.has(code)) return words[code] ?? unexpected
  const [first = message] = message.split('\n')
  // LiteLLM's own pages show `model_name: *`.
  if (first.startsWith('Alias cannot be an empty string')) return 'a "*" alone is an alias; put it in quotes'
  return (first.charAt(0).toLowerCase() + first.slice(1)).replace(/:?$/, '')
}
