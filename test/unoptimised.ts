/**
 * Flags of Node for processes that end soon. Optimising the largest functions of the embedded database takes 5 s of processor time and 450 MB.
 * A process that serves many test files has them back.
 */
export const UNOPTIMISED = ['--liftoff-only'];
