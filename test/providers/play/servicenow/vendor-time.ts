/** Returns an instant as the database writes it. */
export const vendorTime = (at: number): string =>
  new Date(at).toISOString().slice(0, 19).replace('T', ' ');
export const timeOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);
