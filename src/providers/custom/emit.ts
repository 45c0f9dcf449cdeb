import { readFile, writeFile } from 'node:fs/promises';
import { withFormDocument } from './document.js';

const place = new URL('README.md', import.meta.url);

await writeFile(place, withFormDocument(await readFile(place, 'utf8')));
