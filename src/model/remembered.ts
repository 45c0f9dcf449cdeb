/**
 * Returns a function whose newest results are kept by its arguments; to be used if the same is
 * asked for again and again.
 */
export function remembered<Given extends readonly unknown[], Answer>(
  most: number,
  keyOf: (...given: Given) => string,
  find: (...given: Given) => Answer,
): (...given: Given) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (...given) => {
    const key = keyOf(...given);
    const before = known.get(key);
    if (before) return before.answer;
    const answer = find(...given);
    const [oldest] = known.size < most ? [] : known.keys();
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, { answer });
    return answer;
  };
}
