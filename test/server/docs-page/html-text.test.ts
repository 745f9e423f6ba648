import t from 'tap'
import { htmlProse, htmlText } from '../../../src/server/docs-page/html-text.ts'

t.test('text stays text, whatever is in it', async (t) => {
  t.equal(htmlText(`<b title="x" id='y'>&amp;</b>`), '&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;')
})

t.test('what stands between backquotes is code, and text all the same', async (t) => {
  t.equal(htmlProse('say `<a>` or `b`, not ` alone'), 'say <code>&lt;a&gt;</code> or <code>b</code>, not ` alone')
})
