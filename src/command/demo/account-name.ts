/** The name of the account that the demo company lives in. */
export const DEMO_ACCOUNT = 'Demo';
