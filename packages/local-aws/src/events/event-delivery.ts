import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsEvent } from './aws-event.ts';
import type { EventSubscriber } from './subscriber.ts';

const PAUSES_MS = [100, 500, 2_000, 10_000];
// EventBridge gives an API destination five seconds to answer.
const ANSWER_WITHIN_MS = 5_000;
const LIMIT = 1_000;

/** Delivers events to one subscriber, in their order, with a few retries. */
export class EventDelivery {
  readonly #subscriber: EventSubscriber;
  readonly #onTrouble: (message: string) => void;
  readonly #queue: AwsEvent[] = [];
  readonly #stop = new AbortController();
  // An agent of its own: it uses no proxy, whatever the environment says.
  readonly #agent = new Agent({ keepAlive: true });
  #running = false;

  constructor(subscriber: EventSubscriber, onTrouble: (message: string) => void) {
    this.#subscriber = subscriber;
    this.#onTrouble = onTrouble;
  }

  /** Queues an event; the oldest goes when 1,000 are waiting. */
  send(event: AwsEvent): void {
    if (this.#stop.signal.aborted) return;
    if (this.#queue.push(event) > LIMIT) {
      this.#queue.shift();
      this.#onTrouble(`${this.#subscriber.url} does not keep up: its oldest push event was dropped.`);
    }
    if (!this.#running) void this.#run();
  }

  /** Gives up what is queued. */
  close(): void {
    this.#stop.abort();
    this.#queue.length = 0;
    this.#agent.destroy();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let event = this.#queue.shift(); event; event = this.#queue.shift()) await this.#deliver(event);
    this.#running = false;
  }

  async #deliver(event: AwsEvent): Promise<void> {
    let problem = '';
    for (const pause of [0, ...PAUSES_MS]) {
      if (pause > 0)
        await sleep(pause, undefined, { signal: this.#stop.signal, ref: false }).catch(() => undefined);
      if (this.#stop.signal.aborted) return;
      const answer = await this.#post(JSON.stringify(event));
      if (typeof answer === 'number' && answer < 300) return;
      problem = typeof answer === 'number' ? `answered ${answer}` : answer;
      // As EventBridge does: what the subscriber refuses for good is not tried again.
      if (typeof answer === 'number' && answer < 500 && answer !== 429 && answer !== 409) break;
    }
    if (this.#stop.signal.aborted) return;
    this.#onTrouble(`${this.#subscriber.url} did not take a ${event['detail-type']} event: ${problem}.`);
  }

  #post(body: string): Promise<number | string> {
    const { url, headers, signingKey } = this.#subscriber;
    return new Promise((resolve) => {
      const outgoing = request(url, {
        method: 'POST',
        agent: this.#agent,
        signal: this.#stop.signal,
        timeout: ANSWER_WITHIN_MS,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          ...headers,
          ...(signingKey && { 'x-signature': `sha256=${hmac(signingKey, body)}` }),
        },
      });
      outgoing.once('timeout', () =>
        outgoing.destroy(new Error(`no answer within ${ANSWER_WITHIN_MS / 1000} s`)),
      );
      outgoing.once('error', (error) => resolve(error.message));
      outgoing.once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.end(body);
    });
  }
}

function hmac(key: string, body: string): string {
  return createHmac('sha256', key).update(body).digest('hex');
}
