/** Gives out the ids of deployments, each once. */
export class DeploymentIds {
  /** Which entry has an id. */
  readonly #owners = new Map<string, number>()
  readonly #repeats = new Map<string, number>()

  /** Takes an id that the configuration gives. @returns the index of the entry that has it already, or undefined */
  claim(id: string, index: number): number | undefined {
    const owner = this.#owners.get(id)
    if (owner === undefined) this.#owners.set(id, index)
    return owner
  }

  /** Takes a digest as id, with a number behind it for entries that are alike. */
  assign(digest: string, index: number): string {
    let repeat = this.#repeats.get(digest) ?? 1
    let id = repeat === 1 ? digest : `${digest}-${repeat}`
    while (this.claim(id, index) !== undefined) id = `${digest}-${++repeat}`
    this.#repeats.set(digest, repeat + 1)
    return id
  }
}
