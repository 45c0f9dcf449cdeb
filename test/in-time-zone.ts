/** Returns what a function answers where the process lives in a time zone, and then lives where it did. */
export async function inTimeZone<T>(zone: string, work: () => T | Promise<T>): Promise<T> {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return await work();
  } finally {
    // An assignment of undefined would be the text "undefined", which is no time zone.
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}
