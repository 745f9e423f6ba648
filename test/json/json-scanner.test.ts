import t from 'tap'
import { JsonScanner, maxDepth } from '../../src/json/json-scanner.ts'
import { JsonSyntaxError } from '../../src/json/json-syntax-error.ts'
import { SpanList } from '../../src/json/span-list.ts'

/** The error's message; throws when there is none, or when it isn't a syntax error. */
function fault(text: string | Buffer, onValue?: (scanner: JsonScanner) => void): string {
  try {
    JsonScanner.scan(Buffer.from(text), onValue)
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message
    throw error
  }
  throw new Error(`accepted ${text}`)
}

t.test('a request body gives the place of each document, and the rest decoded', async (t) => {
  const body = Buffer.from(
    ' {"mo\\u0064el": "m", "top_n":2,"documents" : ["a\\n\\"é", {"id": [1, {}], "text": "中文", "more": null}, "", 7 ] }\n'
  )
  const spans = new SpanList()
  const kinds: string[] = []
  const decoded: Record<string, unknown> = {}
  JsonScanner.scan(body, (scanner) => {
    t.equal(scanner.kind(), 'object')
    scanner.members((key) => {
      if (key !== 'documents') {
        decoded[key] = scanner.decode()
        return
      }
      scanner.elements(() => {
        const kind = scanner.kind()
        kinds.push(kind)
        if (kind === 'object') {
          scanner.members((field) => {
            if (field === 'text') spans.push(scanner.at, scanner.skip())
          })
        } else {
          spans.push(scanner.at, scanner.skip())
        }
      })
    })
  })
  t.strictSame(decoded, { model: 'm', top_n: 2 })
  t.strictSame(kinds, ['string', 'object', 'string', 'number'])
  const raw = spans.toArray()
  const texts = Array.from({ length: spans.count }, (_, n) => body.subarray(raw[2 * n], raw[2 * n + 1]).toString())
  t.strictSame(texts, ['"a\\n\\"é"', '"中文"', '""', '7'])
})

t.test('every kind is told by its first byte', async (t) => {
  const kinds = { '{}': 'object', '[]': 'array', '""': 'string', '-1': 'number', true: 'boolean', false: 'boolean' }
  for (const [text, kind] of Object.entries({ ...kinds, null: 'null', 0: 'number', 9: 'number' })) {
    JsonScanner.scan(Buffer.from(text), (scanner) => t.equal(scanner.kind(), kind, text))
  }
})

t.test('the cursor stands on the value before it is taken and behind it after', async (t) => {
  JsonScanner.scan(Buffer.from(' [ 12 , "x"]'), (scanner) => {
    const seen: number[] = []
    scanner.elements(() => {
      seen.push(scanner.at)
      t.equal(scanner.skip(), scanner.at)
      seen.push(scanner.at)
    })
    t.strictSame(seen, [3, 5, 8, 11])
    t.equal(scanner.at, 12)
  })
})

t.test('a name is decoded like any other value', async (t) => {
  for (const literal of ['"rerank"', '"r\\u00e4nk"', '"r\u00e4nk"', '""', `"${'x'.repeat(100)}"`, '7', 'null', '[1]']) {
    for (let times = 0; times < 2; times++) {
      JsonScanner.scan(Buffer.from(literal), (scanner) => t.strictSame(scanner.decodeName(), JSON.parse(literal)))
    }
  }
})

t.test('a key that comes twice is told twice, however it is written', async (t) => {
  const keys: string[] = []
  JsonScanner.scan(Buffer.from('{"a":1,"\\u0061":2,"":3,"__proto__":4,"\\ud800":5}'), (scanner) => {
    scanner.members((key) => keys.push(key))
  })
  t.strictSame(keys, ['a', 'a', '', '__proto__', '\ud800'])
})

t.test('what a visitor does not take is checked all the same', async (t) => {
  const visits: ((scanner: JsonScanner) => void)[] = [
    () => {},
    (scanner) => scanner.members(),
    (scanner) => scanner.members(() => {}),
    (scanner) => scanner.members(() => scanner.elements(() => {})),
    (scanner) => scanner.members(() => scanner.elements()),
    (scanner) => scanner.skip(),
    (scanner) => scanner.decode()
  ]
  for (const visit of visits) {
    t.equal(fault('{"a":[1,{"b":01}]}', visit), 'expected "," or "}" but found "1" at byte 14 (line 1, column 15)')
    JsonScanner.scan(Buffer.from('{"a":[1,{"b":0}]}'), visit)
  }
})

t.test('taking a value twice or as what it is not is refused', async (t) => {
  t.equal(
    fault('[1,2]', (scanner) => scanner.elements(() => scanner.skip() + scanner.skip())),
    'expected a value but found "," at byte 2 (line 1, column 3)'
  )
  t.equal(
    fault('[]', (scanner) => scanner.members()),
    'expected an object but found "[" at byte 0 (line 1, column 1)'
  )
  t.equal(
    fault('{}', (scanner) => scanner.elements()),
    'expected an array but found "{" at byte 0 (line 1, column 1)'
  )
})

t.test('an error of the visitor passes through', async (t) => {
  const own = new Error('own')
  t.throws(
    () =>
      JsonScanner.scan(Buffer.from('[1]'), () => {
        throw own
      }),
    own
  )
})

t.test('faults say what would be right and where', async (t) => {
  const faults = {
    '': 'unexpected end of JSON at byte 0 (line 1, column 1)',
    ' \n ': 'unexpected end of JSON at byte 3 (line 2, column 2)',
    '{"a": "b"': 'unexpected end of JSON at byte 9 (line 1, column 10)',
    '{"a": "bc': 'unexpected end of JSON at byte 9 (line 1, column 10)',
    '{"a":': 'unexpected end of JSON at byte 5 (line 1, column 6)',
    '[1,': 'unexpected end of JSON at byte 3 (line 1, column 4)',
    '[1,]': 'expected a value but found "]" at byte 3 (line 1, column 4)',
    '[,1]': 'expected a value but found "," at byte 1 (line 1, column 2)',
    '[1}': 'expected "," or "]" but found "}" at byte 2 (line 1, column 3)',
    '{"é":1,\n}': 'expected a key in double quotes but found "}" at byte 9 (line 2, column 1)',
    '{a:1}': 'expected a key in double quotes but found "a" at byte 1 (line 1, column 2)',
    '{"é" 1}': 'expected ":" but found "1" at byte 6 (line 1, column 6)',
    '{"a":1 "b":2}': 'expected "," or "}" but found """ at byte 7 (line 1, column 8)',
    nul: 'unexpected end of JSON at byte 3 (line 1, column 4)',
    trve: 'expected true but found "v" at byte 2 (line 1, column 3)',
    falsy: 'expected false but found "y" at byte 4 (line 1, column 5)',
    nil: 'expected null but found "i" at byte 1 (line 1, column 2)',
    '{} x': 'expected the end but found "x" at byte 3 (line 1, column 4)',
    '\ufeff{}': 'expected a value but found U+FEFF at byte 0 (line 1, column 1)',
    '\f1': 'expected a value but found U+000C at byte 0 (line 1, column 1)',
    '\u00a01': 'expected a value but found U+00A0 at byte 0 (line 1, column 1)'
  }
  for (const [text, message] of Object.entries(faults)) {
    t.throws(() => JSON.parse(text), SyntaxError, `JSON.parse refuses ${JSON.stringify(text)}`)
    t.equal(fault(text), message)
  }
})

t.test('invalid UTF-8 is refused before anything else, wherever it stands', async (t) => {
  t.equal(fault(Buffer.from('2278ff', 'hex')), 'invalid UTF-8 at byte 2 (line 1, column 3)')
  t.equal(fault(Buffer.from('3131227822ff', 'hex')), 'invalid UTF-8 at byte 5 (line 1, column 6)')
  t.equal(fault(Buffer.from('22eda08022', 'hex')), 'invalid UTF-8 at byte 1 (line 1, column 2)', 'a surrogate')
  const text = `{"model": "m", "documents": ["${'x'.repeat(50)}", {"text": "a\\n\\u00e9${'y'.repeat(20)}"}], "n": [1.5e3, true]}`
  const missed: number[] = []
  for (let at = 0; at < text.length; at++) {
    const bytes = Buffer.from(text)
    bytes[at] = 0xff
    if (!fault(bytes).startsWith(`invalid UTF-8 at byte ${at} `)) missed.push(at)
  }
  t.strictSame(missed, [])
  t.throws(
    () =>
      JsonScanner.scan(Buffer.from('5b22ff225d', 'hex'), () => {
        throw new Error('of the visitor')
      }),
    { message: 'invalid UTF-8 at byte 2 (line 1, column 3)' }
  )
})

t.test('nesting is accepted up to the limit, taken or not', async (t) => {
  const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  const objects = (depth: number) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth)
  const takeAll = (scanner: JsonScanner): void => {
    if (scanner.kind() === 'array') scanner.elements(() => takeAll(scanner))
    else if (scanner.kind() === 'object') scanner.members(() => takeAll(scanner))
  }
  for (const visit of [undefined, takeAll]) {
    JsonScanner.scan(Buffer.from(arrays(maxDepth)), visit)
    JsonScanner.scan(Buffer.from(objects(maxDepth)), visit)
    t.equal(fault(arrays(maxDepth + 1), visit), 'nested deeper than 512 levels at byte 512 (line 1, column 513)')
    t.equal(fault(objects(maxDepth + 1), visit), 'nested deeper than 512 levels at byte 2560 (line 1, column 2561)')
    t.equal(fault('['.repeat(1_000_000), visit), 'nested deeper than 512 levels at byte 512 (line 1, column 513)')
  }
  JsonScanner.scan(Buffer.from(`[${'[[]],'.repeat(maxDepth)}1]`))
})

t.test('what would take too many bytes is passed over and not decoded', async (t) => {
  const decoded: unknown[] = []
  JsonScanner.scan(Buffer.from('["abc", "abcd", [1,2], [1,23], null, "abc", "abcd", {"a":1}]'), (scanner) => {
    scanner.elements(() => decoded.push(decoded.length < 5 ? scanner.decode(5) : scanner.decodeName(5)))
  })
  t.strictSame(decoded, ['abc', undefined, [1, 2], undefined, null, 'abc', undefined, undefined])
})
