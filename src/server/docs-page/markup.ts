import type { exampleRequest } from '../openapi/rerank-example.ts'
import { version } from '../version.ts'
import { htmlText } from './html-text.ts'
import { script } from './script.ts'
import { style } from './style.ts'

export interface MarkupParts {
  readonly example: typeof exampleRequest
  readonly isKeyNeeded: boolean
  /** HTML. */
  readonly reference: string
}

/** The page: a form that is filled in already, a place for the answer, and the API to read. */
export function markup({ example, isKeyNeeded, reference }: MarkupParts): string {
  const keyHint = isKeyNeeded ? 'Kept in the memory of this page only.' : 'None needed: no master key is set.'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>rankgate: rerank API</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>rankgate <small>${htmlText(version)}</small></h1>
<p class="faint">One rerank API in front of every reranking model</p>
<nav aria-label="This page"><a href="#reference">Reference</a><a href="openapi.json">openapi.json</a></nav>
</header>
<main>
<div class="columns">
<section class="card" aria-labelledby="try-title">
<h2 id="try-title">Try <code>POST /rerank</code></h2>
<form id="form" novalidate autocomplete="off">
<div class="pair">
<div class="field">
<label for="model">Model</label>
<input id="model" list="models" value="${htmlText(example.model)}" spellcheck="false" aria-describedby="model-hint">
<datalist id="models"></datalist>
<p class="hint" id="model-hint">${isKeyNeeded ? 'Enter the key to list the models.' : ''}</p>
</div>
<div class="field">
<label for="key">Key</label>
<input id="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="key-hint"${isKeyNeeded ? ' required' : ''}>
<p class="hint" id="key-hint">${keyHint}</p>
</div>
</div>
<div class="field">
<label for="query">Query</label>
<input id="query" value="${htmlText(example.query)}">
</div>
<div class="field">
<label for="documents">Documents, one a line</label>
<textarea id="documents" rows="6" spellcheck="false" aria-describedby="documents-hint">
${htmlText(example.documents.join('\n'))}</textarea>
<p class="hint" id="documents-hint">A line that is a JSON object is sent as one: <code>{"text": "two\\nlines"}</code></p>
</div>
<div class="pair">
<div class="field">
<label for="top-n">top_n</label>
<input id="top-n" inputmode="numeric" value="${example.top_n}" aria-describedby="top-n-hint">
<p class="hint" id="top-n-hint">Empty: all.</p>
</div>
<div class="field beside">
<label class="check" for="return-documents"><input id="return-documents" type="checkbox" checked> return_documents</label>
</div>
</div>
<div class="row"><button type="submit">Send</button> <span class="hint">or Ctrl+Enter</span></div>
</form>
</section>
<div class="column">
<section class="card" id="answer" aria-labelledby="answer-title">
<h2 id="answer-title">Answer</h2>
<p class="status" id="status" role="status"><span class="faint">Send the example to see its ranking.</span></p>
<div id="shown"></div>
</section>
<section class="card" aria-labelledby="curl-title">
<div class="row"><h2 id="curl-title">The same with curl</h2><button type="button" id="copy" aria-live="polite">Copy</button></div>
<pre id="curl" tabindex="0" aria-label="curl command"></pre>
</section>
</div>
</div>
<section class="card reference" id="reference" aria-labelledby="reference-title">
<h2 id="reference-title">Reference</h2>
${reference}
</section>
</main>
<script>${script}</script>
</body>
</html>
`
}
