import { z } from 'zod';

/** An identity as every area of Azure DevOps writes it, in the parts that are read. */
export const wireIdentity = z.object({
  id: z.string().nullish(),
  displayName: z.string().nullish(),
  uniqueName: z.string().nullish(),
  mailAddress: z.string().nullish(),
  descriptor: z.string().nullish(),
  isContainer: z.boolean().nullish(),
});
export type WireIdentity = z.infer<typeof wireIdentity>;

/** A word that Azure writes in any case, in lower case. */
export const wireWord = z.string().transform((word) => word.toLowerCase());
