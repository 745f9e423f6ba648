/**
 * Names of variables in the spelling of shells, of Compose files, of templates and of LiteLLM with a slip in it. Bare `$name`
 * counts in capitals only: `$tr0ng` may well be a password.
 */
const references = /^(?:\$[A-Z_][A-Z0-9_]*|\$\{[^{}]*\}|os\.env(?:iron)?[./:[(].*|process\.env[.[].*|\{\{.*\}\})$/

/** What to say of a secret that is the name of one and was never filled in; undefined of any other. Never shows it. */
export function referenceProblem(text: string): string | undefined {
  if (!references.test(text)) return undefined
  return 'looks like a reference that was not filled in; write os.environ/NAME, and nothing around it'
}
