/**
 * Returns 1 for the name that is meant, if any, and 0 for every other: parts that classify rows by
 * kind.
 */
export const oneOf = <Name extends string>(
  names: readonly Name[],
  meant: NoInfer<Name> | null,
): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, Number(name === meant)])) as Record<Name, number>;
