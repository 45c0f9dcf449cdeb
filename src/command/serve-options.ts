export interface ServeOptions {
  /** No demo company in an empty embedded database. */
  readonly empty: boolean;
}
