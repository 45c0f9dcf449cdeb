/** Returns a function that finds a value when it is first asked for, and knows it then. */
export function once<Value>(find: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: find() };
    return known.value;
  };
}
