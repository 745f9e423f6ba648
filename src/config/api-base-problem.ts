/** What is wrong with an api_base, or undefined. Never shows it: it may hold a password. */
export function apiBaseProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return 'must be an absolute http or https URL such as "http://localhost:8000"'
  }
  if (url.username !== '' || url.password !== '') {
    return 'must not hold credentials; put the key into api_key, or an authorization into headers'
  }
  if (url.search !== '' || url.hash !== '') return 'must not have a query or a fragment'
  return undefined
}
