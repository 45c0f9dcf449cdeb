import { writeFile } from 'node:fs/promises';
import { createSchema, printSorted } from './schema.js';

const place = new URL('../../schema/schema.graphql', import.meta.url);

await writeFile(place, printSorted(await createSchema()));
