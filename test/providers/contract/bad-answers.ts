/** How a provider writes a list of scores. */
export interface AnswerForm {
  readonly listName: string
  readonly row: (index: unknown, score: unknown) => Readonly<Record<string, unknown>>
}

/** Answers for three documents that no ranking can be made of, by what is wrong with them. */
export function badAnswers({ listName, row }: AnswerForm): Readonly<Record<string, string>> {
  const good = [row(0, 0.5), row(1, -0.25), row(2, 2)]
  const answer = (list: unknown): string => JSON.stringify({ [listName]: list })
  const withRow = (bad: unknown): string => answer([good[0], bad, good[2]])
  // Numbers that JSON.stringify would not write.
  const withScore = (literal: string): string => withRow(row(1, '#')).replace('"#"', literal)
  const withIndex = (index: unknown): string => withRow(row(index, -0.25))
  const without = (name: 'index' | 'score'): string =>
    withRow(name === 'index' ? row(undefined, -0.25) : row(1, undefined))

  return {
    'a NaN': withScore('NaN'),
    'an Infinity': withScore('-Infinity'),
    'the number 1e999': withScore('1e999'),
    'its end cut off': answer(good).slice(0, -1),
    'its middle cut off': answer(good).slice(0, 30),
    'no JSON': 'CANARY is not JSON',
    'JSON and more': `${answer(good)} CANARY`,
    HTML: '<!doctype html><title>CANARY</title>',
    'an empty body': '',
    'bytes that are no text': '\u0000\u0001',
    'a null for a body': 'null',
    'a number for a body': '3',
    'a string for a body': '"CANARY"',
    'a bare list for a body': JSON.stringify(good),
    'no list': '{"message":"CANARY"}',
    'null for the list': answer(null),
    'an object for the list': answer({ 0: good[0] }),
    'an empty list': answer([]),
    'a short list': answer(good.slice(0, 2)),
    'an extra row': answer([...good, row(3, 1)]),
    'a repeated row': answer([...good, good[0]]),
    'a duplicate index': withIndex(0),
    'an index out of range': withIndex(3),
    'an index far out of range': withIndex(2 ** 53),
    'a negative index': withIndex(-1),
    'a fractional index': withIndex(1.5),
    'a string for an index': withIndex('1'),
    'a null for an index': withIndex(null),
    'a list for an index': withIndex([1]),
    'no index': without('index'),
    'a null for a score': withScore('null'),
    'a string for a score': withScore('"-0.25"'),
    'a boolean for a score': withScore('true'),
    'a list for a score': withScore('[-0.25]'),
    'no score': without('score'),
    'a null for a row': withRow(null),
    'a number for a row': withRow(-0.25),
    'a list for a row': withRow([1, -0.25])
  }
}
