import type { Resolve } from '../../../src/providers/http/guarded-fetch.js';

type Answer = readonly string[];

/**
 * Returns a look-up of its own names: each takes the next of its answers with every look-up, and keeps the last. Other names are
 * unknown. `asked` collects the names.
 */
export function resolveAs(
  names: Readonly<Record<string, Answer | readonly Answer[]>>,
  asked: string[] = [],
): Resolve {
  const counts = new Map<string, number>();
  return async (hostname) => {
    const count = counts.get(hostname) ?? 0;
    counts.set(hostname, count + 1);
    asked.push(hostname);
    const known = names[hostname];
    if (!known) throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    const answers = known.filter((one) => typeof one !== 'string');
    const found = answers[Math.min(count, answers.length - 1)] ?? (known as Answer);
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
}
