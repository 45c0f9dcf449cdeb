/** The most that a document may ask for, over HTTP and over the WebSocket. */
export const documentLimits = {
  characters: 15_000,
  tokens: 2000,
  depth: 12,
  /** `__schema` and `__type` go deeper: the standard query of tools unwraps types nine times. */
  introspectionDepth: 16,
  aliases: 15,
  directives: 50,
  /** Objects an answer may hold, as far as they can be estimated before it is made. */
  cost: 10_000,
} as const;

export const requestLimits = {
  /** Bytes of a body from a key that may write: a file of developers comes as a variable. */
  writerBody: 16_000_000,
  readerBody: 1_000_000,
  /** Bytes of a webhook; GitHub sends up to that many. */
  webhookBody: 25_000_000,
  milliseconds: 10_000,
} as const;

/** Questions under way: each weighs one, and one more for every so many objects that its answer may hold. */
export const gateLimits = {
  objectsOfWeight: 400,
  /** The most that one question weighs, so that there is room for small ones beside two of them. */
  mostOfOne: 6,
  all: 18,
  account: 14,
  key: 8,
  pushes: 12,
  waiting: 1000,
  waitingOfKey: 200,
  /** Share of the memory that the process may take; above it nothing new is begun. */
  heapShare: 0.85,
} as const;

/** The limits of bodies over HTTP. */
export const bodyLimits = {
  /** Levels of arrays and objects in each other; the deepest input of the schema has ten. */
  depth: 64,
  /** Bytes of all bodies that are under way, and of those of one key or one integration. */
  heldBytes: 100_000_000,
  heldBytesOfOne: 50_000_000,
  /** How long the head of a request may take to come, and a whole request. */
  headMilliseconds: 10_000,
  milliseconds: 60_000,
  /**
   * How long a connection is kept over which nothing moves; each answer is made and read within
   * that time.
   */
  silenceMilliseconds: 90_000,
  /** How often requests that take longer are looked for. */
  lookMilliseconds: 2000,
} as const;

export const socketLimits = {
  messageBytes: 64_000,
  initMilliseconds: 3000,
  /** How long the client may take to close its side. */
  farewellMilliseconds: 10_000,
  pingMilliseconds: 12_000,
  /** How often the keys of live connections are looked at again. */
  keyCheckMilliseconds: 2000,
  /** Questions of one WebSocket that wait or are under way, and bytes of answers that its client has not read yet. */
  questions: 200,
  unreadBytes: 16_000_000,
  /** Defaults; the environment may say otherwise. */
  connectionsPerKey: 100,
  subscriptionsPerKey: 100,
  /** How long a connection of a full key may take to answer a ping before it gives its place to another. */
  probeMilliseconds: 1000,
} as const;

export const STOP_MILLISECONDS = 25_000;
