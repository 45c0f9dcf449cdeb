/**
 * Flags of Node for processes that end soon. Optimising the embedded database's few largest functions takes 5 s of processor time and
 * 450 MB in each process, which a process that serves many test files has back.
 */
export const UNOPTIMISED = ['--liftoff-only'];
