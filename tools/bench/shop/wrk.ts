import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Load, LoadResult } from './load.ts';
import { besideTheService } from './processors.ts';

/** A load for some time. */
export interface WrkOptions {
  readonly origin: string;
  /** Path that is asked for again and again; or the visits of each connection. */
  readonly load: string | Load;
  readonly connections: number;
  readonly seconds: number;
  /** Folder for the visits. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** What shopper.lua says in the end. */
interface Said {
  readonly requests: number;
  readonly microseconds: number;
  readonly p95: number;
  readonly refused: number;
  readonly broken: number;
}

/**
 * Loads a service with wrk, which needs little of a processor: on two cores a client in Node.js would be measured with the
 * service.
 * @throws Error without wrk, with how to get it, and at an answer that says that it failed
 */
export async function bearWrk(options: WrkOptions): Promise<LoadResult> {
  const { origin, load, connections, seconds, folder, signal } = options;
  const visits = join(folder, 'visits.lua');
  if (typeof load !== 'string') writeFileSync(visits, asLua(load));
  const [program, ...words] = besideTheService([
    'wrk',
    // A thread for each connection has one shopper at a time.
    `-t${typeof load === 'string' ? 2 : connections}`,
    `-c${connections}`,
    `-d${seconds}s`,
    `-s${join(import.meta.dirname, 'shopper.lua')}`,
    `${origin}${typeof load === 'string' ? load : ''}`,
    ...(typeof load === 'string' ? [] : ['--', visits]),
  ]);
  const { stdout } = await promisify(execFile)(program, words, { signal }).catch((error: unknown) => {
    const { code } = error as { readonly code?: string | number };
    // 127 is what taskset says of a program that is not there.
    throw code === 'ENOENT' || code === 127
      ? new Error('There is no wrk, or no taskset. Install them: apt-get install wrk util-linux', {
          cause: error,
        })
      : error;
  });
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Said;
  if (said.refused + said.broken > 0) {
    throw new Error(`${origin}: ${said.refused} answers said that they failed, ${said.broken} did not come`);
  }
  return {
    requests: said.requests,
    milliseconds: said.microseconds / 1_000,
    p95: said.p95 / 1_000,
  };
}

/** The visits as a table of Lua. JSON's texts are Lua's, as long as they are ASCII without control characters. */
function asLua(load: Load): string {
  const table = (items: readonly string[]): string => `{${items.join(',')}}`;
  const fields = (all: Readonly<Record<string, string>>): string =>
    table(Object.entries(all).map(([name, value]) => `[${JSON.stringify(name)}]=${JSON.stringify(value)}`));
  const step = ({ method, path, body, headers = {} }: Load[number][number][number]): string => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const sent = { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
    return `{method=${JSON.stringify(method)},path=${JSON.stringify(path)},headers=${fields(sent)}${
      json === undefined ? '' : `,body=${JSON.stringify(json)}`
    }}`;
  };
  return `return ${table(load.map((visits) => table(visits.map((steps) => table(steps.map(step))))))}`;
}
