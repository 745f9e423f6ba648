/** Collects the steps of one request: which deployments were considered, which were tried, and why. */
export interface Trace {
  /**
   * @param deployment the id of the deployment that the step is about; undefined where it is about the whole space
   * @param what holds no secret and no content
   */
  note(deployment: string | undefined, what: string): void
}
