import { randomUUID } from 'node:crypto';

/** An event as EventBridge hands it to targets. */
export interface AwsEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, string>>;
}

/** What differs from event to event. */
export type AwsEventOptions = Omit<AwsEvent, 'version' | 'id' | 'time'>;

/** An event of this moment. */
export function awsEvent(options: AwsEventOptions): AwsEvent {
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': options['detail-type'],
    source: options.source,
    account: options.account,
    time,
    region: options.region,
    resources: options.resources,
    detail: options.detail,
  };
}
