/** Where a setting stands in the tree: keys and list indexes from the root. */
export type SettingPath = readonly (string | number)[]

/** `['model_list', 2, 'litellm_params', 'model']` as `model_list[2].litellm_params.model`. */
export function formatPath(path: SettingPath): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (!/^[\w-]+$/.test(step)) text += `[${JSON.stringify(step.slice(0, 100))}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}
