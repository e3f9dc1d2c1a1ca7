import { pino, type DestinationStream, type Logger } from 'pino';
import { gatheringOutput } from './gathering-output.ts';

/** How the service logs. */
export interface LoggerOptions {
  /** @default info */
  readonly level: string;
  /** @default standard output */
  readonly destination?: DestinationStream;
}

/**
 * Makes the log: a line of JSON for each request and each failure. It gets no header, body, query, name, address or
 * id of a customer; what routes hand over is chosen field by field, so there is nothing to remove afterwards.
 */
export function makeLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service: 'front-end' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination ?? gatheringOutput());
}
