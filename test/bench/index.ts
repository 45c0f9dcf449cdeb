import { benchmark as aggregating } from './aggregate.js';
import { benchmark as callingTools } from './calls.js';
import { benchmark as companyPages } from './company.js';
import { benchmark as asking } from './edge.js';
import { benchmark as flooding } from './flood.js';
import { benchmark as readingGithub } from './github.js';
import { benchmark as importing } from './import.js';
import { benchmark as measuring } from './measure.js';
import { benchmark as reacting } from './reaction.js';
import { benchmark as askingRoot } from './root.js';
import { benchmark as scaling } from './scale.js';
import { benchmark as sharing } from './share.js';

/** Ratios against something run side by side: `npm run bench`, or with names for some of them. */
const benchmarks: Record<string, () => Promise<void>> = {
  import: importing,
  aggregate: aggregating,
  measure: measuring,
  company: companyPages,
  calls: callingTools,
  github: readingGithub,
  flood: flooding,
  edge: asking,
  scale: scaling,
  reaction: reacting,
  root: askingRoot,
  share: sharing,
};
const asked = process.argv.slice(2).filter((one) => !one.startsWith('--'));

for (const [name, benchmark] of Object.entries(benchmarks))
  if (asked.length === 0 || asked.includes(name)) {
    process.stdout.write(`\n# ${name}\n`);
    await benchmark();
  }
