/** Something to tell about a place in a configuration file. */
export interface Notice {
  readonly file: string
  /** 1-based; undefined where the notice is about the file as a whole, or about the environment. */
  readonly line: number | undefined
  readonly column: number | undefined
  /** Where in the settings: `model_list[2].litellm_params.model`. Empty for the whole file. */
  readonly path: string
  readonly message: string
}

/** `gateway.yaml:3:5 model_list[0].model_name: must be a string` */
export function formatNotice({ file, line, column, path, message }: Notice): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  return path === '' ? `${place} ${message}` : `${place} ${path}: ${message}`
}
