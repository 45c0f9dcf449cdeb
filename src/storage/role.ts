/** The role that connections take, so that row level security holds them whoever logged in. */
export const applicationRole = 'insights_app';
