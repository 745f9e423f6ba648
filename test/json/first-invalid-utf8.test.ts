import { isUtf8 } from 'node:buffer'
import t from 'tap'
import { firstInvalidUtf8 } from '../../src/json/first-invalid-utf8.ts'

t.test('the first invalid sequence is found wherever it stands', async (t) => {
  const wrong: string[] = []
  for (const filling of ['x', 'é', '中', '😀', 'xé中😀']) {
    for (const invalid of [
      'ff',
      '80',
      '8080808080808080',
      'c3',
      'c080',
      'e4b8',
      'eda080',
      'f09f98',
      'f4908080',
      'f8'
    ]) {
      for (let before = 0; before < 40; before++) {
        const start = Buffer.from(filling.repeat(before))
        const bytes = Buffer.concat([start, Buffer.from(invalid, 'hex'), Buffer.from(filling.repeat(before % 7))])
        const found = firstInvalidUtf8(bytes)
        if (found !== start.length || isUtf8(bytes)) wrong.push(`${filling} ${invalid} ${before}: ${found}`)
      }
    }
  }
  t.strictSame(wrong, [])
})

t.test('valid text has no invalid sequence', async (t) => {
  for (const text of ['', 'x', 'é', '中文字符', 'x'.repeat(100), '😀é中x'.repeat(50)]) {
    t.equal(firstInvalidUtf8(Buffer.from(text)), Buffer.byteLength(text))
  }
})
