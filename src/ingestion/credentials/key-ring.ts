import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key that secrets are sealed with. */
export interface SecretKey {
  /** Names the key inside envelopes: letters, digits, `_` and `-`. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/** Where a sealed text belongs; an envelope that is moved elsewhere does not open. */
export interface SealedPlace {
  readonly account: number;
  readonly integration: number;
  /** The key of the setting. */
  readonly field: string;
}

const KEY_BYTES = 32;
/** AES-GCM's recommended length (NIST SP 800-38D, 8.2). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

const boundTo = ({ account, integration, field }: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify([account, integration, field]));

function openWith(key: SecretKey, packed: Buffer, place: SealedPlace): string | null {
  const nonce = packed.subarray(0, NONCE_BYTES);
  const tag = packed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  if (tag.length < TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce).setAAD(boundTo(place));
    decipher.setAuthTag(tag);
    const text = decipher.update(packed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString();
  } catch {
    return null;
  }
}

/** Returns a ring whose first key seals. Throws where there is no key, or one is not 32 bytes long. */
export function createKeyRing(keys: readonly SecretKey[]) {
  const [newest] = keys;
  if (!newest || keys.some(({ bytes }) => bytes.length !== KEY_BYTES))
    throw new Error(`A key ring needs at least one key, each of ${KEY_BYTES} bytes.`);
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    /** Id of the key that seals. */
    newest: newest.id,
    seal: (text: string, place: SealedPlace): string => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.bytes, nonce).setAAD(boundTo(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const packed = Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
      return [VERSION, newest.id, packed.toString('base64url')].join('.');
    },
    /** Returns the text; null if its key is lost, or the envelope was damaged or moved. */
    open: (envelope: string, place: SealedPlace): string | null => {
      const [version, id = '', packed = ''] = envelope.split('.');
      const key = byId.get(id);
      if (version !== VERSION || !key) return null;
      return openWith(key, Buffer.from(packed, 'base64url'), place);
    },
    /** Returns the id of the key that sealed the envelope. */
    keyOf: (envelope: string): string | null => envelope.split('.')[1] ?? null,
  };
}
/** Seals texts with the newest key, and opens what any of the keys sealed. */
export type KeyRing = ReturnType<typeof createKeyRing>;
