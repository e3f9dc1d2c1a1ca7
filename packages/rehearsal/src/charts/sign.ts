import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SigningAnswer, SigningRequest } from './signing-messages.ts';

/** Signs artifacts without a key of one's own, as Sigstore does, by an authority that only the rehearsal trusts. */
export function sign(request: SigningRequest): Promise<SigningAnswer> {
  const entry = new URL(`signing-worker${extname(import.meta.filename)}`, import.meta.url);
  const worker = new Worker(entry, { workerData: request, execArgv: [] });
  return new Promise<SigningAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The signing worker ended with ${code}.`)));
  }).finally(() => void worker.terminate());
}
