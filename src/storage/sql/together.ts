/**
 * Waits for several readings of one transaction, which ask side by side. It must not end while one of them runs, so that all are waited
 * for if one fails. Throws the error of the first in the list that failed.
 */
export async function together<Readings extends readonly unknown[]>(
  readings: readonly [...Readings],
): Promise<{ -readonly [Place in keyof Readings]: Awaited<Readings[Place]> }> {
  await Promise.allSettled(readings);
  return Promise.all(readings);
}
