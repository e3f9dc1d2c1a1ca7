import type { AwsEvent } from './aws-event.ts';
import { EventDelivery } from './event-delivery.ts';
import type { EventSubscriber } from './subscriber.ts';

/** Where events go. */
export interface EventBusOptions {
  /** Subscribers at this moment; asked for each event. */
  readonly subscribers: () => Promise<readonly EventSubscriber[]>;
  readonly onTrouble: (message: string) => void;
}

/** Hands push events to listeners in this process and to subscribers on loopback; nobody ever waits for it. */
export class EventBus {
  readonly #options: EventBusOptions;
  readonly #listeners = new Set<(event: AwsEvent) => void>();
  readonly #deliveries = new Map<string, EventDelivery>();
  #order: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: EventBusOptions) {
    this.#options = options;
  }

  /** Adds a listener. @returns A function that removes it. */
  subscribe(listener: (event: AwsEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Sends an event to everyone; returns at once. */
  publish(event: AwsEvent): void {
    if (this.#closed) return;
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#options.onTrouble(`A listener failed on ${event['detail-type']}: ${String(error)}`);
      }
    }
    this.#order = this.#order.then(() => this.#deliver(event));
  }

  /** Gives up what was not delivered yet. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#order;
    for (const delivery of this.#deliveries.values()) delivery.close();
  }

  async #deliver(event: AwsEvent): Promise<void> {
    try {
      for (const subscriber of await this.#options.subscribers()) {
        if (this.#closed || !wants(subscriber, event)) continue;
        const id = JSON.stringify([subscriber.url, subscriber.headers]);
        const delivery = this.#deliveries.get(id) ?? new EventDelivery(subscriber, this.#options.onTrouble);
        this.#deliveries.set(id, delivery);
        delivery.send(event);
      }
    } catch (error) {
      this.#options.onTrouble(`Push events are not delivered: ${String(error)}`);
    }
  }
}

function wants({ source, repository }: EventSubscriber, event: AwsEvent): boolean {
  const name = event.detail['repositoryName'] ?? event.detail['repository-name'];
  return (source ?? event.source) === event.source && (repository ?? name) === name;
}
