/** The page's style sheet. Colours are pairs: for light, then for dark. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f5, #14171a);
  --card: light-dark(#ffffff, #1c2024);
  --text: light-dark(#1b1f23, #e6e9ec);
  --faint: light-dark(#59636e, #9aa5b1);
  --line: light-dark(#d5dad7, #343b42);
  --edge: light-dark(#87928c, #6b7680);
  --accent: light-dark(#0a6b50, #4cc9a0);
  --on-accent: light-dark(#ffffff, #08261c);
  --bad: light-dark(#b42318, #ff8f85);
  --code: light-dark(#eef1ef, #23292e);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 76rem;
  padding: 1.5rem clamp(0.9rem, 3vw, 2rem) 4rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif;
}
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; margin-bottom: 1.25rem; }
header p { margin: 0; }
header nav { display: flex; gap: 1rem; margin-left: auto; }
h1 { margin: 0; font-size: 1.6rem; letter-spacing: -0.02em; }
h1 small { color: var(--faint); font-size: 0.8rem; font-weight: 500; letter-spacing: 0; }
h2 { margin: 0 0 0.9rem; font-size: 1.1rem; }
h3 { margin: 2rem 0 0.6rem; font-size: 1rem; }
a { color: var(--accent); }
p { margin: 0 0 0.8rem; }
code, pre, .mono, textarea { font-family: var(--mono); font-size: 0.86rem; }
p code, dd code { padding: 0.1em 0.3em; border-radius: 0.25rem; background: var(--code); overflow-wrap: anywhere; }
pre {
  margin: 0;
  padding: 0.8rem;
  max-height: 24rem;
  overflow: auto;
  border-radius: 0.4rem;
  background: var(--code);
  line-height: 1.5;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
.faint { color: var(--faint); }
.columns, .column { display: grid; gap: 1rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
.card { min-width: 0; padding: clamp(0.9rem, 2.5vw, 1.4rem); border: 1px solid var(--line); border-radius: 0.7rem; background: var(--card); }
@media (min-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }

label { display: block; margin-bottom: 0.2rem; font-weight: 600; font-size: 0.92rem; }
.field { margin-bottom: 1rem; min-width: 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 0 1rem; }
.hint { margin: 0.2rem 0 0; color: var(--faint); font-size: 0.82rem; }
input:not([type='checkbox']), textarea {
  width: 100%;
  padding: 0.5rem 0.6rem;
  border: 1px solid var(--edge);
  border-radius: 0.4rem;
  background: var(--page);
  color: inherit;
}
input { font: inherit; }
textarea { display: block; resize: vertical; line-height: 1.6; }
[aria-invalid='true'] { border-color: var(--bad) !important; outline-color: var(--bad) !important; }
.check { display: flex; align-items: center; gap: 0.5rem; padding: 0.5rem 0; margin: 0; font-weight: 400; }
@media (min-width: 30rem) { .beside { padding-top: 1.65rem; } }
.check input { width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
button {
  padding: 0.4rem 0.9rem;
  border: 1px solid var(--edge);
  border-radius: 0.4rem;
  background: none;
  color: inherit;
  font: inherit;
  font-size: 0.92rem;
  cursor: pointer;
}
button:hover { border-color: var(--accent); }
button[type='submit'] {
  padding: 0.55rem 1.6rem;
  border-color: transparent;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 650;
}
button[type='submit']:hover { filter: brightness(1.08); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.9rem; }
.row h2 { margin: 0 auto 0 0; }
.row + pre { margin-top: 0.8rem; }
.row .hint { margin: 0; }

.status { margin: 0 0 0.9rem; font-variant-numeric: tabular-nums; }
.status b { margin-right: 0.4rem; color: var(--accent); }
.failed .status b, .error b { color: var(--bad); }
.error { padding: 0.8rem 1rem; border-left: 3px solid var(--bad); background: var(--code); border-radius: 0 0.4rem 0.4rem 0; overflow-wrap: anywhere; }
.error p:last-child { margin: 0; }
.ranking { margin: 0 0 1rem; padding: 0; list-style: none; }
.ranking li { display: grid; grid-template-columns: 2rem minmax(0, 1fr) auto; gap: 0.1rem 0.4rem; padding: 0.65rem 0; border-top: 1px solid var(--line); }
.ranking li:first-child { border-top: 0; padding-top: 0; }
.place { color: var(--faint); font-variant-numeric: tabular-nums; }
.text { max-height: 7.8em; overflow: auto; overflow-wrap: anywhere; white-space: pre-wrap; }
.score { font-family: var(--mono); font-size: 0.9rem; font-weight: 600; }
.track { grid-column: 2; align-self: center; height: 0.5rem; border-radius: 0.25rem; background: var(--code); overflow: hidden; }
.fill { height: 100%; border-radius: 0.25rem; background: var(--accent); }
.from { text-align: right; color: var(--faint); font-size: 0.78rem; }
details { margin-top: 0.6rem; }
summary { padding: 0.2rem 0; cursor: pointer; font-weight: 600; font-size: 0.92rem; }
summary + pre { margin-top: 0.4rem; }

.reference { margin-top: 1rem; }
.reference h3:first-of-type { margin-top: 0.6rem; }
dl { display: grid; grid-template-columns: minmax(0, 17rem) minmax(0, 1fr); gap: 0.5rem 1.5rem; margin: 0; }
dl + .hint { margin-top: 0.8rem; }
dt, dd { margin: 0; overflow-wrap: anywhere; }
dt code { font-weight: 600; }
dt span { display: block; color: var(--faint); font-size: 0.8rem; }
@media (max-width: 40rem) {
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 0.8rem; }
  header nav { margin-left: 0; }
}
@media (prefers-reduced-motion: no-preference) { .fill { transition: width 0.35s ease-out; } }
`
