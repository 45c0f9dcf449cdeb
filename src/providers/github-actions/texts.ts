/** The part before the first slash of `owner/name`. */
export const ownerOf = (fullName: string): string => fullName.split('/', 1)[0]!;
