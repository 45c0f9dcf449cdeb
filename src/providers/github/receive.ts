import type { Delivery, Received } from '../delivery.js';
import { receiveSigned } from '../github-api/receive.js';
import type { GithubSettings } from './settings.js';

/** Verifies a delivery by the secret of the webhook. */
export const receive = ({ webhookSecret }: GithubSettings, delivery: Delivery): Received =>
  receiveSigned(webhookSecret, delivery);
