/** Texts with what should be read by nobody, each of which holds a word that begins with `Planted`. */
export const plantedTexts: readonly string[] = [
  'see https://Planted1User:Planted2Word@git.example.com/shop',
  'ghp_Planted3Token00000000000',
  'https://git.example.com/a?private_token=Planted4Query&page=2',
  'our glpat-Planted5Token0000000 here',
  '-----BEGIN PRIVATE KEY-----\nPlanted6KeyKeyKeyKeyKeyKey\n-----END PRIVATE KEY-----',
  'postgres://reader:Planted7Word@db.example.com/x',
];

/** Returns the planted secrets that a text shows, each with the text before it. */
export const shownIn = (text: string): string[] =>
  [...text.matchAll(/.{0,120}Planted\d.{0,20}/gs)].map(([found]) => found);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Returns the value with `text` in place of one of its texts, for each of them. */
export function variantsOf(value: Json, text: string): Json[] {
  if (typeof value === 'string') return [text];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value))
    return value.flatMap((item, at) =>
      variantsOf(item, text).map((changed) => value.with(at, changed)),
    );
  return Object.entries(value).flatMap(([key, item]) =>
    variantsOf(item as Json, text).map((changed) => ({ ...value, [key]: changed })),
  );
}
