/**
 * The codes with which the server closes a WebSocket, besides those of the protocol (4400, 4401,
 * 4406, 4408, 4409, 4429).
 */
export const closeCodes = {
  /**
   * The key is unknown, expired or revoked. If the secret is right, the reason says which.
   * Connecting again is of no use.
   */
  FORBIDDEN: 4403,
  /**
   * The key holds as many connections as it may: connect again later. Not 4429, after which clients of the protocol never
   * connect again.
   */
  TOO_MANY_CONNECTIONS: 4503,
  /** The database cannot be reached: connect again later. */
  TRY_AGAIN_LATER: 1013,
} as const;
