/** Returns the values of rows under each key, as `unnest` takes them. */
export const byColumn = <Row, Key extends keyof Row>(
  rows: readonly Row[],
  ...keys: readonly Key[]
): Row[Key][][] => keys.map((key) => rows.map((row) => row[key]));
